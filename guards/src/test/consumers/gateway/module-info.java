module consumer {
    requires io.leasehold.gateway;
    requires java.sql;
}

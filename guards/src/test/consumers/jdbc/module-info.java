module consumer {
    requires io.leasehold.jdbc;
    requires java.sql;
}

module consumer {
    requires io.leasehold.mybatis;
}

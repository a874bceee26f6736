module consumer {
    requires io.leasehold.hbase;
}

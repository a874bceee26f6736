module consumer {
    requires io.leasehold.thrift;
}

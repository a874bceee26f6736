module consumer {
    requires io.leasehold.testkit;
}

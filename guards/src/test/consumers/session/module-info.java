module consumer {
    requires io.leasehold.session;
}

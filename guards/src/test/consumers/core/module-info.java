module consumer {
    requires io.leasehold;
}

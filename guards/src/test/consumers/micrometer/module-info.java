module consumer {
    requires io.leasehold.micrometer;
}

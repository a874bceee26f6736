/** Meters of pools and of session registries, for Micrometer. */
module io.leasehold.micrometer {
    requires transitive io.leasehold;
    requires transitive io.leasehold.jdbc;
    requires transitive io.leasehold.session;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports io.leasehold.micrometer;
}

/** The engine: pools, leases, and what adapters implement. */
module io.leasehold {
    requires java.management;
    requires jdk.jfr;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.leasehold;
    exports io.leasehold.spi;
}

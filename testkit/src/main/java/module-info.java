/** What tests are made of: a clock and tasks that are stepped, factories that follow a script, a network that fails on order. */
module io.leasehold.testkit {
    requires transitive io.leasehold;
    requires static transitive org.junit.jupiter.api;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.leasehold.testkit;
    exports io.leasehold.testkit.proxy;
}

/** What tests of pools are made of: a clock that is stepped, tasks that are stepped, factories that follow a script. */
module io.leasehold.testkit {
    requires transitive io.leasehold;
    requires static transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.leasehold.testkit;
}

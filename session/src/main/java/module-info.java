/** The sessions of a server, which hang on the connections of its clients. */
module io.leasehold.session {
    requires transitive io.leasehold;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.leasehold.session;
}

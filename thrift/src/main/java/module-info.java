/** Pools of Thrift clients, and HBase tables over HBase's Thrift server. */
module io.leasehold.thrift {
    requires transitive io.leasehold;
    requires transitive org.apache.thrift;
    requires java.security.sasl;
    requires org.slf4j;
    requires static hbase.thrift;
    requires static org.jspecify;

    exports io.leasehold.thrift;
}

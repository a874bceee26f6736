/** A HiveServer2-compatible server in front of JDBC databases. */
module io.leasehold.gateway {
    requires transitive io.leasehold.jdbc;
    requires transitive io.leasehold.session;
    requires hive.service.rpc;
    requires java.security.sasl;
    requires org.apache.thrift;
    requires org.slf4j;
    requires static org.jspecify;
}

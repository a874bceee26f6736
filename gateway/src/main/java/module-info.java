/** A HiveServer2-compatible server in front of JDBC databases. */
module io.leasehold.gateway {
    requires transitive io.leasehold.jdbc;
    requires transitive io.leasehold.session;
    requires com.j2html;
    requires hive.service.rpc;
    requires io.leasehold.micrometer;
    requires java.security.sasl;
    requires micrometer.registry.prometheus;
    requires org.apache.thrift;
    requires org.eclipse.jetty.server;
    requires org.slf4j;
    requires static org.jspecify;
}

/** A HiveServer2-compatible server in front of JDBC databases. */
module io.leasehold.gateway {
    requires transitive io.leasehold.jdbc;
    requires transitive io.leasehold.session;
    requires com.j2html;
    requires hive.service.rpc;
    requires io.leasehold.micrometer;
    requires java.security.sasl;
    requires jdk.net;
    requires micrometer.registry.prometheus;
    requires org.apache.thrift;
    requires org.eclipse.jetty.server;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires static org.jspecify;

    exports io.leasehold.gateway;
    exports io.leasehold.gateway.spi;

    uses io.leasehold.gateway.spi.Authenticator;
    uses io.leasehold.gateway.spi.PasswordHash;
}

package io.leasehold.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasehold.CannotOpenException;
import io.leasehold.InvalidConfigException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TSaslServerTransport;
import org.apache.thrift.transport.TTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** TLS and SASL: measured like any transport, checked by a call, and open about what went wrong but for the password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureTransportTest {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final PlainSaslServer.PlainProvider provider = new PlainSaslServer.PlainProvider();
    private SSLContext trusting;

    @BeforeAll
    void provide(@TempDir Path folder) throws Exception {
        Security.addProvider(provider);
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(STORE_PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        trusting = contextOf(store);
    }

    @AfterAll
    void takeBack() {
        Security.removeProvider(provider.getName());
    }

    private static SSLContext contextOf(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, STORE_PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private TestServer tlsServer() throws Exception {
        ServerSocket socket = trusting.getServerSocketFactory().createServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return TestServer.on(socket, transport -> transport);
    }

    private static TestServer saslServer() {
        return TestServer.on(TestServer.listen(), SecureTransportTest::saslLayer);
    }

    private static TTransport saslLayer(TTransport socket) throws TException {
        TSaslServerTransport sasl =
                new TSaslServerTransport("PLAIN", "thrift", "127.0.0.1", Map.of(), callbacks -> {}, socket);
        sasl.open();
        return sasl;
    }

    private static ThriftPoolBuilder<Hbase.Client> checked(TestServer server) {
        return Pools.on(server)
                .maximumSize(1)
                .check(Hbase.Client::getClusterId)
                .pool(settings -> settings.aliveBypass(Duration.ZERO).initializationFailTimeout(Duration.ZERO));
    }

    private static void isLentOverAndOverAndReplacedWhenItDies(TestServer server, ThriftPool<Hbase.Client> pool)
            throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(pool.<List<?>>call(Hbase.Client::getTableNames)).isEmpty();
        }
        assertThat(server.clients).hasValue(1);
        server.hangUp();
        pool.call(Hbase.Client::getTableNames);
        assertThat(server.clients).hasValue(2);
    }

    @Test
    void aTlsTransportIsCheckedByACall() throws Exception {
        try (TestServer server = tlsServer();
                ThriftPool<Hbase.Client> pool = checked(server).tls(trusting).build()) {
            isLentOverAndOverAndReplacedWhenItDies(server, pool);
        }
    }

    @Test
    void aServerWithoutTheEndpointsNameIsRefused() throws Exception {
        try (TestServer server = tlsServer()) {
            ThriftPoolBuilder<Hbase.Client> elsewhere = ThriftPool.of(Hbase.Client::new)
                    .endpoint("hbase.example", server.port())
                    .resolver(host -> List.of(InetAddress.getLoopbackAddress()))
                    .check(Hbase.Client::getClusterId)
                    .tls(trusting)
                    .pool(settings -> settings.initializationFailTimeout(Duration.ZERO));
            assertThatThrownBy(elsewhere::build)
                    .isInstanceOf(CannotOpenException.class)
                    .hasStackTraceContaining("The TLS handshake with hbase.example:" + server.port() + " failed");
            await().until(() -> server.openClients() == 0);
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsNamed() throws Exception {
        try (TestServer server = TestServer.buffered()) {
            assertThatThrownBy(checked(server)
                            .connectTimeout(Duration.ofMillis(300))
                            .tls(trusting)::build)
                    .hasStackTraceContaining("The TLS handshake with 127.0.0.1:" + server.port() + " failed");
            await().until(() -> server.openClients() == 0);
        }
    }

    @Test
    void aSaslTransportIsCheckedByACall() throws Exception {
        try (TestServer server = saslServer();
                ThriftPool<Hbase.Client> pool = checked(server)
                        .saslPlain(() -> new PlainCredentials("alice", PlainSaslServer.PASSWORD))
                        .build()) {
            isLentOverAndOverAndReplacedWhenItDies(server, pool);
        }
    }

    @Test
    void whatTheSaslLayerHoldsBackDestroys() throws Exception {
        try (TestServer server = saslServer();
                ThriftPool<Hbase.Client> pool = checked(server)
                        .pool(settings -> settings.aliveBypass(Duration.ofHours(1)))
                        .saslPlain(() -> new PlainCredentials("alice", PlainSaslServer.PASSWORD))
                        .build()) {
            server.afterEachAnswer = new byte[] {1, 2, 3};
            pool.call(Hbase.Client::getTableNames);
            server.afterEachAnswer = new byte[0];
            pool.call(Hbase.Client::getTableNames);
            assertThat(server.clients).hasValue(2);
        }
    }

    @Test
    void aRefusedLoginNamesTheUserAndNeverThePassword() throws Exception {
        String wrong = "tr0ub4dor";
        try (TestServer server = saslServer()) {
            assertThatThrownBy(checked(server).saslPlain(() -> new PlainCredentials("alice", wrong))::build)
                    .isInstanceOf(CannotOpenException.class)
                    .hasStackTraceContaining("user 'alice' could not log in to 127.0.0.1:" + server.port())
                    .satisfies(e -> assertThat(textOf(e)).doesNotContain(wrong));
            assertThat(new PlainCredentials("alice", wrong).toString()).doesNotContain(wrong);
            await().until(() -> server.openClients() == 0);
        }
    }

    @Test
    void whereAPeekShowsNothingACheckIsRequired() {
        assertThatThrownBy(Pools.on(9090).tls(trusting)::build)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("check = null: must be given with TLS");
        assertThatThrownBy(Pools.on(9090)
                        .saslPlain(() -> new PlainCredentials("a", "b"))
                        .wrap((socket, endpoint) -> socket)::build)
                .hasMessageContaining("choose one");
    }

    private static String textOf(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

package io.leasehold.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiveSessionTest {

    private static final Login ANN = new Login("ann", "right");

    /** Keeps what it is told. */
    private static final class Kept implements ResultWriter {
        private List<Column> columns = List.of();
        private final List<List<@Nullable String>> rows = new ArrayList<>();
        private final long most;
        private long changed = -2;
        private long said = -1;

        Kept(long most) {
            this.most = most;
        }

        @Override
        public void columns(List<Column> all) {
            columns = all;
        }

        @Override
        public boolean rows(List<List<@Nullable String>> page) {
            rows.addAll(page);
            return rows.size() < most;
        }

        @Override
        public void end(long count, Duration took) {
            said = count;
        }

        @Override
        public void changed(long count, Duration took) {
            changed = count;
        }
    }

    private final Kept kept = new Kept(Long.MAX_VALUE);

    @Test
    void valuesOfEveryTypeAreTextsAndNullsAreNull() throws Exception {
        try (FakeHive hive = FakeHive.onSockets(false);
                HiveSession session = HiveSession.open(hive.url(";auth=noSasl"), ANN)) {
            session.run("types", kept);
        }
        assertThat(kept.columns).extracting(Column::label).containsExactly("B", "L", "F", "D", "S", "X");
        assertThat(kept.columns).extracting(Column::number).containsExactly(false, true, true, true, false, false);
        assertThat(kept.rows).hasSize(3);
        assertThat(kept.rows.get(0)).containsExactly("true", "9223372036854775807", "1.1", "1.1", "ü", "0x00ff");
        assertThat(kept.rows.get(1)).containsOnlyNulls();
        assertThat(kept.rows.get(2)).containsExactly("false", "-1", "2.5", "1.0E300", "", "0x");
    }

    @Test
    void aResultIsReadToItsEndAndEverythingIsClosed() throws Exception {
        try (FakeHive hive = FakeHive.onSockets(false)) {
            try (HiveSession session = HiveSession.open(hive.url(";auth=noSasl"), ANN)) {
                session.run("many", kept);
            }
            assertThat(kept.rows).hasSize(2_500).doesNotHaveDuplicates();
            assertThat(kept.said).isEqualTo(2_500);
            assertThat(hive.answers.calls).endsWith("FetchResults", "CloseOperation", "CloseSession");
            assertThat(hive.answers.opens.get(0).getUsername()).isEqualTo("ann");
            assertThat(hive.answers.opens.get(0).getConfiguration()).containsEntry("use:database", "default");
        }
    }

    @Test
    void whereNobodyReadsOnTheRestIsNotFetched() throws Exception {
        Kept some = new Kept(1);
        try (FakeHive hive = FakeHive.onSockets(false);
                HiveSession session = HiveSession.open(hive.url(";auth=noSasl"), ANN)) {
            session.run("many", some);
            assertThat(some.rows).hasSize(1_000);
            assertThat(hive.answers.calls).endsWith("FetchResults", "CloseOperation");
        }
    }

    @Test
    void aStatementWithoutAResultGivesItsCount() throws Exception {
        try (FakeHive hive = FakeHive.onSockets(false);
                HiveSession session = HiveSession.open(hive.url(";auth=noSasl"), ANN)) {
            session.run("update", kept);
            assertThat(kept.changed).isEqualTo(3);
        }
    }

    @Test
    void anErrorIsTheServersOwnAtOnceOrLater() throws Exception {
        try (FakeHive hive = FakeHive.onSockets(false);
                HiveSession session = HiveSession.open(hive.url(";auth=noSasl"), ANN)) {
            assertThatThrownBy(() -> session.run("fail", kept))
                    .hasMessage("no table T")
                    .asInstanceOf(type(StatementFailedException.class))
                    .returns("42S02", StatementFailedException::sqlState);
            assertThatThrownBy(() -> session.run("refuse", kept)).hasMessage("no such statement");
            session.run("update", kept);
        }
    }

    @Test
    void anotherThreadCancelsWhatRuns() throws Exception {
        try (FakeHive hive = FakeHive.onSockets(false)) {
            HiveSession session = HiveSession.open(hive.url(";auth=noSasl"), ANN);
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
                try (session) {
                    session.run("wait", kept);
                } catch (StatementFailedException e) {
                    throw new IllegalStateException(e.getMessage());
                }
            });
            assertThat(hive.answers.awaitWaiting()).isTrue();
            session.cancel();
            assertThat(session.awaitClosed(Duration.ofSeconds(20))).isTrue();
            assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("was cancelled");
            assertThat(hive.answers.calls).contains("CancelOperation").endsWith("CloseOperation", "CloseSession");
        }
    }

    @Test
    void aLoginGoesBySasl() throws Exception {
        try (FakeHive hive = FakeHive.onSockets(true)) {
            try (HiveSession session = HiveSession.open(hive.url(""), ANN)) {
                session.run("many", kept);
            }
            assertThat(kept.rows).hasSize(2_500);
            assertThat(hive.answers.opens.get(0).getUsername()).isNull();
            assertThatThrownBy(() -> HiveSession.open(hive.url(""), new Login("ann", "wrong-secret")))
                    .isInstanceOf(CannotConnectException.class)
                    .hasMessage("The server refused the login of 'ann': wrong user or password")
                    .hasMessageNotContaining("wrong-secret");
        }
    }

    @Test
    void aCallIsARequestOverHttp() throws Exception {
        try (FakeHive hive = FakeHive.onHttp()) {
            try (HiveSession session = HiveSession.open(hive.url(";transportMode=http"), ANN)) {
                session.run("many", kept);
            }
            assertThat(kept.rows).hasSize(2_500);
            assertThatThrownBy(() -> HiveSession.open(hive.url(";transportMode=http"), new Login("ann", "wrong")))
                    .hasMessage("The server refused the login of 'ann'.");
            assertThatThrownBy(() -> HiveSession.open(hive.url(";transportMode=http;httpPath=elsewhere"), ANN))
                    .hasMessageContainingAll("status 404", "httpPath");
        }
    }

    @Test
    void tlsTrustsTheCertificateThatIsNamedAndNoOther(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        Path pem = folder.resolve("server.pem");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString());
        keytool("-exportcert", "-rfc", "-file", pem.toString(), "-keystore", store.toString());
        try (FakeHive hive = FakeHive.onSockets(false, address -> encrypted(store, address))) {
            for (String trusted :
                    List.of(";sslTrustStore=" + pem, ";sslTrustStore=" + store + ";trustStorePassword=changeit")) {
                try (HiveSession session = HiveSession.open(hive.url(";auth=noSasl;ssl=true" + trusted), ANN)) {
                    session.run("update", kept);
                }
            }
            assertThatThrownBy(() -> HiveSession.open(hive.url(";auth=noSasl;ssl=true"), ANN))
                    .hasMessageContainingAll("TLS with localhost:", "sslTrustStore");
            String byAddress = hive.url("").address().replace("localhost", "127.0.0.1");
            assertThatThrownBy(() -> HiveSession.open(
                            HiveUrl.parse("jdbc:hive2://" + byAddress + "/x;auth=noSasl;ssl=true;sslTrustStore=" + pem),
                            ANN))
                    .as("a certificate of another name")
                    .hasMessageContaining("TLS with 127.0.0.1:");
            assertThatThrownBy(
                            () -> HiveSession.open(hive.url(";ssl=true;sslTrustStore=" + folder.resolve("none")), ANN))
                    .hasMessageContaining("sslTrustStore=" + folder.resolve("none") + " cannot be used");
        }
    }

    @Test
    void nobodyWhoAnswersIsNamed() {
        assertThatThrownBy(() -> HiveSession.open(HiveUrl.parse("jdbc:hive2://127.0.0.1:1/x;auth=noSasl"), ANN))
                .isInstanceOf(CannotConnectException.class)
                .hasMessageContaining("Nothing answers at 127.0.0.1:1");
    }

    @Test
    void aServerOfTheOtherKindIsToldFromOneThatIsGone() throws Exception {
        try (FakeHive plain = FakeHive.onSockets(false);
                FakeHive sasl = FakeHive.onSockets(true)) {
            assertThatThrownBy(() -> HiveSession.open(plain.url(""), ANN)).hasMessageContaining("add auth=noSasl");
            assertThatThrownBy(() -> HiveSession.open(sasl.url(";auth=noSasl"), ANN))
                    .hasMessageContaining("leave auth=noSasl out")
                    .hasMessageContaining("transportMode=http");
        }
    }

    @Test
    void aSessionThatIsRefusedSaysWhy() throws Exception {
        try (FakeHive hive = FakeHive.onSockets(false)) {
            String url = hive.url(";auth=noSasl").address();
            assertThatThrownBy(
                            () -> HiveSession.open(HiveUrl.parse("jdbc:hive2://" + url + "/nowhere;auth=noSasl"), ANN))
                    .hasMessage("The server opens no session: there is no database 'nowhere'");
        }
    }

    @Test
    void aConnectionThatBreaksLeavesTheOutcomeUnknown() throws Exception {
        FakeHive hive = FakeHive.onSockets(false);
        try (HiveSession session = HiveSession.open(hive.url(";auth=noSasl"), ANN)) {
            hive.close();
            assertThatThrownBy(() -> session.run("update", kept))
                    .isInstanceOf(StatementFailedException.class)
                    .hasMessageContaining("is unknown");
        }
    }

    private static ServerSocket encrypted(Path store, InetAddress address) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, address);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "server", "-storetype", "PKCS12", "-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}

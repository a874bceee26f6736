package io.leasehold.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import io.leasehold.gateway.client.CsvWriter;
import io.leasehold.gateway.client.HiveSession;
import io.leasehold.gateway.client.HiveUrl;
import io.leasehold.gateway.client.Login;
import io.leasehold.gateway.sample.SampleDatabase;
import io.leasehold.session.SessionRegistrySnapshot.State;
import io.leasehold.testbed.Await;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {

    private static GatewayConfig before(SampleDatabase sample) {
        GatewayConfig usual = GatewayConfig.defaults();
        return usual.withBinary(usual.binary().withPort(0))
                .withHttp(usual.http().withEnabled(false))
                .withConsole(usual.console().withEnabled(false))
                .withBackends(List.of(BackendConfig.of("sample", sample.url())
                        .withLogin(sample.user(), Secret.value(sample.password()))
                        .asSample()));
    }

    @Test
    void aDrainThatCannotBeMeantDrainsNothing() throws Exception {
        try (SampleDatabase sample = SampleDatabase.open();
                Gateway gateway = Gateway.start(before(sample))) {
            assertThatThrownBy(() -> gateway.drain(Duration.ZERO, Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("zero or more");
            assertThatThrownBy(() -> gateway.drain(Duration.ofSeconds(-1), Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(gateway.sessions().state()).isEqualTo(State.OPEN);
            assertThat(gateway.drain(Duration.ZERO, Duration.ZERO)).isTrue();
            assertThat(gateway.sessions().state()).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void allThatIsWrongWithWhatSettingsNameIsToldAtOnceBeforeAnythingIsOpened(@TempDir Path folder) {
        GatewayConfig usual = GatewayConfig.defaults();
        GatewayConfig config = usual.withLogins(usual.logins().withPasswordFile(folder.resolve("users")))
                .withBinary(usual.binary().withAuthentication("pasword"))
                .withHttp(usual.http()
                        .withAuthentication("password")
                        .withTls(new TlsConfig(
                                folder.resolve("nope.pem"), Optional.of(folder.resolve("nope.key")), Secret.NONE)));
        assertThatThrownBy(() -> Gateway.start(config))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContainingAll(
                        "binary.authentication = pasword: must be one of none, password",
                        "logins.passwordFile",
                        "users",
                        "http.tls");
    }

    @Test
    void itsMetricsTellOfThoseWhoAreConnectedAndOfWhatTheyRan() throws Exception {
        GatewayConfig usual = GatewayConfig.defaults();
        try (SampleDatabase sample = SampleDatabase.open();
                Gateway gateway = Gateway.start(before(sample)
                        .withConsole(usual.console().withPort(0))
                        .withHttp(usual.http().withPort(0)))) {
            HiveUrl url = HiveUrl.parse(
                    "jdbc:hive2://127.0.0.1:" + gateway.binaryPort().orElseThrow() + "/sample;auth=noSasl");
            try (HiveSession session = HiveSession.open(url, new Login("ann", ""))) {
                session.run("SELECT 1", new CsvWriter(new PrintWriter(Writer.nullWriter())));
                URI metrics =
                        URI.create("http://127.0.0.1:" + gateway.consolePort().orElseThrow() + "/metrics");
                // An operation is over, for whoever counts, once its connection is back.
                Await.until(
                        () -> get(metrics)
                                .contains(
                                        "leasehold_gateway_operations_ended_total{backend=\"sample\",outcome=\"finished\"} 1.0"));
                assertThat(get(metrics))
                        .contains(
                                "leasehold_gateway_connections{listener=\"binary\"} 1.0",
                                "leasehold_gateway_connections_opened_total{listener=\"binary\"} 1.0",
                                "leasehold_gateway_connections{listener=\"http\"} 0.0",
                                "leasehold_session_sessions{registry=\"gateway\",state=\"attached\"} 1.0",
                                "leasehold_pool_resources{pool=\"sample\",state=\"leased\"} 0.0");
            }
        }
    }

    private static String get(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofString())
                .join()
                .body();
    }

    @Test
    void whatIsSwitchedOffListensNowhere() throws Exception {
        try (SampleDatabase sample = SampleDatabase.open();
                Gateway gateway = Gateway.start(before(sample))) {
            assertThat(gateway.binaryPort())
                    .hasValueSatisfying(port -> assertThat(port).isPositive());
            assertThat(gateway.httpPort()).isEmpty();
            assertThat(gateway.consolePort()).isEmpty();
            assertThat(gateway.consoleLink()).isEmpty();
            assertThat(gateway.backends()).extracting(BackendSnapshot::name).containsExactly("sample");
        }
    }
}

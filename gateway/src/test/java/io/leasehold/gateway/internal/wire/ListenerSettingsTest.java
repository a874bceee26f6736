package io.leasehold.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settings of listeners are refused, all at once, and never repaired. */
class ListenerSettingsTest {

    private static final ListenerSettings EVERYWHERE =
            ListenerSettings.onLoopback(0).host("0.0.0.0").authentication(Authentication.PASSWORD);

    private final WireStage stage = new WireStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private BinaryServer binary(ListenerSettings settings) {
        return stage.closing(
                new BinaryServer(BinarySettings.of(settings), stage.registry, stage.logins, stage.service));
    }

    @Test
    void passwordsAreNotTakenInCleartextFromBeyondLoopback() {
        assertThatThrownBy(() -> binary(EVERYWHERE))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("binary.host = 0.0.0.0: passwords would cross the network unencrypted")
                .hasMessageContaining("allowCleartext");
        assertThatThrownBy(
                        () -> new HttpServer(HttpSettings.of(EVERYWHERE), stage.registry, stage.logins, stage.service))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("http.host = 0.0.0.0: passwords would cross the network unencrypted");
    }

    @Test
    void unlessThatIsAllowedWhichWarnsOrEncryptedOrNobodyLogsIn() throws IOException {
        try (LogLines log = new LogLines()) {
            binary(EVERYWHERE.allowCleartext(true)).start();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN passwords cross the network unencrypted to 0.0.0.0:0");
        }
        assertThat(EVERYWHERE.tls(TlsFiles.pkcs12(Path.of("missing"), "any")).violations(""))
                .extracting(Violation::setting)
                .containsExactly("tls");
        assertThat(EVERYWHERE.authentication(Authentication.NONE).violations(""))
                .isEmpty();
        assertThat(EVERYWHERE.host("127.0.0.1").violations("")).isEmpty();
        assertThat(EVERYWHERE.host("localhost").violations("")).isEmpty();
    }

    @Test
    void allViolationsAreToldAtOnce() {
        ListenerSettings wrong = new ListenerSettings(
                "no such host.invalid",
                70_000,
                Authentication.NONE,
                Optional.empty(),
                false,
                0,
                0,
                Duration.ofMillis(1),
                1);
        assertThat(new BinarySettings(wrong, Duration.ofSeconds(1)).violations("binary."))
                .extracting(Violation::setting)
                .containsExactlyInAnyOrder(
                        "binary.host",
                        "binary.port",
                        "binary.connections.maximum",
                        "binary.connections.unauthenticatedPerAddress",
                        "binary.maximumMessage",
                        "binary.loginTimeout",
                        "binary.answerTimeout");
    }

    @Test
    void portsThatBrowsersRefuseAreNoneForHttp() {
        ListenerSettings irc = ListenerSettings.onLoopback(6667);
        assertThat(HttpSettings.of(irc).violations("http."))
                .singleElement()
                .asString()
                .contains("http.port = 6667")
                .contains("browsers");
        assertThat(BinarySettings.of(irc).violations("binary.")).isEmpty();
    }

    @Test
    void aPathOfHttpBeginsWithASlash() {
        assertThat(new HttpSettings(ListenerSettings.onLoopback(0), "cliservice", Set.of()).violations("http."))
                .singleElement()
                .asString()
                .contains("http.path");
    }

    @Test
    void whereThereAreVirtualThreadsTenTimesAsManyMayConnect() {
        int maximum = ListenerSettings.onLoopback(0).maximumConnections();
        assertThat(maximum).isEqualTo(Runtime.version().feature() >= 21 ? 10_000 : 1_000);
    }
}

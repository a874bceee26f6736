package io.leasehold.gateway.internal.wire;

import static io.leasehold.gateway.internal.wire.FakeLogins.PASSWORD;
import static io.leasehold.gateway.internal.wire.FakeLogins.USER;
import static io.leasehold.gateway.internal.wire.WireStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TApplicationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client may take before it has logged in. */
class LoginLimitsTest {

    private final WireStage stage = new WireStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private BinaryServer withPasswords() throws IOException {
        return stage.stepped(settings -> settings.authentication(Authentication.PASSWORD));
    }

    /** It is counted as opened once it is watched, and so once its time has begun; as logging in, before. */
    private Socket loggingIn(BinaryServer server, byte... start) throws IOException {
        long before = server.counters().opened();
        Socket socket = stage.closing(WireClient.connect(server.port()));
        socket.getOutputStream().write(start);
        eventually("it is logging in", () -> server.counters().opened() == before + 1);
        return socket;
    }

    @Test
    void aLoginThatTakesTooLongIsCutAndNotBefore() throws Exception {
        BinaryServer server = withPasswords();
        Socket silent = loggingIn(server);
        Socket half = loggingIn(server, new byte[] {1, 0, 0, 0, 5, 'P'});
        stage.runner.pass(Duration.ofMillis(9_999));
        assertThat(server.counters().loggingIn()).isEqualTo(2);
        stage.runner.pass(Duration.ofSeconds(2));
        assertThat(silent.getInputStream().read()).isNegative();
        assertThat(half.getInputStream().read()).isNegative();
        eventually("their places are free", () -> server.counters().connections() == 0);
        assertThat(server.counters().slowLogins()).isEqualTo(2);
    }

    @Test
    void withoutPasswordsTheFirstCallIsTheLogin() throws Exception {
        BinaryServer server = stage.stepped(settings -> settings);
        Socket half = loggingIn(server, new byte[] {(byte) 0x80, 1, 0, 1, 0, 0});
        WireClient client = stage.closing(WireClient.noSasl(server.port()));
        client.open();
        stage.runner.pass(Duration.ofSeconds(11));
        assertThat(half.getInputStream().read()).isNegative();
        assertThat(client.info()).isEqualTo("Leasehold");
        eventually("nothing is left of it", () -> stage.connections() == 1);
    }

    @Test
    void whileThePasswordIsVerifiedTheLimitStandsStill() throws Exception {
        BinaryServer server = withPasswords();
        stage.logins.slow = new CountDownLatch(1);
        CompletableFuture<WireClient> login = CompletableFuture.supplyAsync(() -> {
            try {
                return WireClient.sasl(server.port(), USER, PASSWORD);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        eventually("it is being verified", () -> stage.logins.verifying.get() == 1);
        stage.runner.pass(Duration.ofMinutes(10));
        stage.logins.slow.countDown();
        try (WireClient client = login.get(60, TimeUnit.SECONDS)) {
            client.open();
            assertThat(server.counters().slowLogins()).isZero();
        }
    }

    @Test
    void onceLoggedInAClientMayBeSilent() throws Exception {
        BinaryServer server = withPasswords();
        try (WireClient client = WireClient.sasl(server.port(), USER, PASSWORD)) {
            stage.runner.pass(Duration.ofHours(10));
            assertThat(client.info()).isEqualTo("Leasehold");
        }
    }

    @Test
    void ofOneAddressSoManyMayBeLoggingIn() throws Exception {
        BinaryServer server = withPasswords();
        for (int i = 0; i < 32; i++) {
            loggingIn(server);
        }
        try (Socket oneMore = WireClient.connect(server.port())) {
            assertThat(oneMore.getInputStream().read()).isNegative();
        }
        assertThat(server.counters().closedAtOnce()).isEqualTo(1);
        stage.runner.pass(Duration.ofSeconds(11));
        eventually("their places are free", () -> server.counters().loggingIn() == 0);
        for (int i = 0; i < 40; i++) {
            stage.closing(WireClient.sasl(server.port(), USER, PASSWORD));
        }
        assertThat(server.counters().connections()).isEqualTo(40);
        assertThat(server.counters().loggingIn()).isZero();
    }

    @Test
    void aStepOfALoginHasSixtyFourKilobytes() throws Exception {
        BinaryServer server = withPasswords();
        try (Socket socket = WireClient.connect(server.port())) {
            socket.getOutputStream().write(new byte[] {1, 0, 1, 0, 1});
            assertThat(socket.getInputStream().read()).as("ERROR").isEqualTo(4);
        }
    }

    @Test
    void aFirstCallHasOneMegabyteAndLaterOnesSixteen() throws Exception {
        BinaryServer server = stage.binary();
        String twoMegabytes = "x".repeat(2 * 1024 * 1024);
        try (WireClient client = WireClient.noSasl(server.port())) {
            var session = client.open();
            client.execute(session, twoMegabytes);
            assertThat(stage.service.statements).containsExactly(twoMegabytes);
            try (WireClient another = WireClient.noSasl(server.port())) {
                assertThatThrownBy(() -> another.execute(session, twoMegabytes))
                        .isInstanceOfSatisfying(TApplicationException.class, e -> {
                            assertThat(e.getType()).isEqualTo(TApplicationException.PROTOCOL_ERROR);
                            assertThat(e).hasMessageContaining("1048576 bytes");
                        });
                assertThat(another.isClosedByServer()).isTrue();
            }
        }
    }
}

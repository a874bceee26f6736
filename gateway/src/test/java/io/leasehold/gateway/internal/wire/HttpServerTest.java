package io.leasehold.gateway.internal.wire;

import static io.leasehold.gateway.internal.wire.FakeLogins.PASSWORD;
import static io.leasehold.gateway.internal.wire.FakeLogins.USER;
import static io.leasehold.gateway.internal.wire.WireStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.session.ConnectionKind;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls and logins over HTTP. */
class HttpServerTest {

    private final WireStage stage = new WireStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private HttpServer withPasswords() throws IOException {
        return stage.http(settings -> settings.authentication(Authentication.PASSWORD));
    }

    @Test
    void aCallIsARequestAndItsAnswerTheResponse() throws Exception {
        HttpServer server = stage.http(settings -> settings);
        try (RawHttp http = RawHttp.to(server)) {
            RawHttp.Answer answer = http.post(RawHttp.getInfo(), RawHttp.basic("bob", "x"), "X-XSRF-HEADER: true");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).containsExactly("application/x-thrift");
            assertThat(RawHttp.info(answer)).isEqualTo("Leasehold");
        }
        assertThat(stage.service.callers).singleElement().satisfies(caller -> {
            assertThat(caller.principal()).isEqualTo("bob");
            assertThat(caller.verified()).isFalse();
            assertThat(caller.address()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void whoBringsNoPasswordIsAskedForOne() throws Exception {
        HttpServer server = withPasswords();
        try (RawHttp http = RawHttp.to(server)) {
            RawHttp.Answer answer = http.post(RawHttp.getInfo());
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("www-authenticate"))
                    .singleElement()
                    .asString()
                    .startsWith("Basic realm=");
            assertThat(http.post(RawHttp.getInfo(), RawHttp.basic(USER, "wrong"))
                            .text())
                    .contains(FakeLogins.REFUSED);
            assertThat(http.post(RawHttp.getInfo(), "Authorization: Basic ???").status())
                    .isEqualTo(401);
            assertThat(http.post(RawHttp.getInfo(), "Authorization: Bearer abc").status())
                    .isEqualTo(401);
        }
        assertThat(stage.service.callers).isEmpty();
        assertThat(server.counters().failedLogins()).isEqualTo(1);
    }

    /** The answer that asks for a password names UTF-8; clients that do not look there write ISO-8859-1. */
    @Test
    void namesAndPasswordsBeyondAsciiAreReadAsUtf8AndElseAsIso88591() throws Exception {
        HttpServer server = withPasswords();
        String user = FakeLogins.USER_BEYOND_ASCII;
        String password = FakeLogins.PASSWORD_BEYOND_ASCII;
        try (RawHttp http = RawHttp.to(server)) {
            for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
                RawHttp.Answer answer = http.post(RawHttp.getInfo(), RawHttp.basic(user, password, charset));
                assertThat(answer.status()).as("%s", charset).isEqualTo(200);
            }
            assertThat(http.post(RawHttp.getInfo(), RawHttp.basic(user, password, StandardCharsets.US_ASCII))
                            .status())
                    .as("question marks are no password")
                    .isEqualTo(401);
        }
        assertThat(stage.service.callers)
                .hasSize(2)
                .allMatch(caller -> caller.principal().equals(user));
    }

    @Test
    void aVerifiedPasswordIsRememberedByACookie() throws Exception {
        HttpServer server = withPasswords();
        try (RawHttp http = RawHttp.to(server)) {
            RawHttp.Answer answer = http.post(RawHttp.getInfo(), RawHttp.basic(USER, PASSWORD));
            assertThat(answer.status()).isEqualTo(200);
            String cookie = answer.header("set-cookie").get(0);
            assertThat(cookie)
                    .startsWith("hive.server2.auth=")
                    .contains("HttpOnly")
                    .contains("Max-Age=300")
                    .doesNotContain("Secure")
                    .as("Hive's driver takes no cookie with a date")
                    .doesNotContainIgnoringCase("Expires");
            String pair = cookie.substring(0, cookie.indexOf(';'));
            RawHttp.Answer second = http.post(RawHttp.getInfo(), "Cookie: " + pair);
            assertThat(RawHttp.info(second)).isEqualTo("Leasehold");
            assertThat(second.header("set-cookie")).isEmpty();
            assertThat(http.post(RawHttp.getInfo(), "Cookie: hive.server2.auth=forged")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(stage.service.callers)
                .hasSize(2)
                .allMatch(caller -> caller.principal().equals(USER) && caller.verified());
        assertThat(stage.logins.verifying).hasValue(1);
    }

    @Test
    void withTlsTheCookieIsForTlsAlone() throws Exception {
        TestCertificates certificates = TestCertificates.of("EC");
        HttpServer server = stage.http(
                settings -> settings.authentication(Authentication.PASSWORD).tls(certificates.asPkcs12()));
        Socket socket = WireClient.encrypt(WireClient.connect(server.port()), certificates.trusting());
        try (RawHttp http = new RawHttp(socket)) {
            RawHttp.Answer answer = http.post(RawHttp.getInfo(), RawHttp.basic(USER, PASSWORD));
            assertThat(RawHttp.info(answer)).isEqualTo("Leasehold");
            assertThat(answer.header("set-cookie").get(0)).contains("Secure").contains("HttpOnly");
        }
    }

    @Test
    void whomAClientWantsToActForIsPassedOn() throws Exception {
        HttpServer server = withPasswords();
        try (RawHttp http = RawHttp.to(server)) {
            http.post("/cliservice?doAs=root", RawHttp.getInfo(), RawHttp.basic(USER, PASSWORD));
            http.post("/cliservice?doas=root", RawHttp.getInfo(), RawHttp.basic(USER, PASSWORD));
            http.post(RawHttp.getInfo(), RawHttp.basic(USER, PASSWORD));
        }
        assertThat(stage.service.callers).extracting(Caller::doAs).containsExactly("root", "root", "");
    }

    @Test
    void aSocketHasOneConnectionWhoseEndEndsNoSession() throws Exception {
        HttpServer server = stage.http(settings -> settings);
        try (RawHttp http = RawHttp.to(server)) {
            http.post(RawHttp.openSession());
            http.post(RawHttp.openSession());
            assertThat(stage.registry.snapshot().connections())
                    .singleElement()
                    .satisfies(connection -> assertThat(connection.kind()).isEqualTo(ConnectionKind.PASSING));
        }
        eventually("the connection has ended", () -> stage.connections() == 0);
        assertThat(stage.sessions()).isEqualTo(2);
        eventually("its place is free", () -> server.counters().connections() == 0);
    }

    @Test
    void aLoginThatTakesTooLongIsCutUnlessItWaitsForTheVerifier() throws Exception {
        HttpServer server = stage.steppedHttp(settings -> settings.authentication(Authentication.PASSWORD));
        stage.logins.slow = new CountDownLatch(1);
        try (RawHttp verified = RawHttp.to(server);
                Socket half = WireClient.connect(server.port())) {
            half.getOutputStream().write("POST /cliservice HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
            byte[] body = RawHttp.getInfo();
            verified.write(("POST /cliservice HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-thrift\r\n"
                            + RawHttp.basic(USER, PASSWORD) + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            verified.write(body);
            eventually("it is being verified", () -> stage.logins.verifying.get() == 1);
            eventually("both are watched", () -> server.counters().opened() == 2);
            stage.runner.pass(Duration.ofSeconds(11));
            assertThat(half.getInputStream().read()).isNegative();
            stage.logins.slow.countDown();
            assertThat(RawHttp.info(verified.receive())).isEqualTo("Leasehold");
            assertThat(server.counters().slowLogins()).isEqualTo(1);
        }
    }

    @Test
    void withoutPasswordsHalfACallIsNoLoginAndKeepsNoSocket() throws Exception {
        HttpServer server = stage.steppedHttp(settings -> settings);
        try (RawHttp whole = RawHttp.to(server);
                RawHttp half = RawHttp.to(server)) {
            whole.post(RawHttp.getInfo());
            byte[] body = RawHttp.getInfo();
            half.write(("POST /cliservice HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-thrift\r\n"
                            + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            half.write(Arrays.copyOf(body, body.length - 1));
            eventually("it is being read", () -> stage.service.callers.size() == 2);
            stage.runner.pass(Duration.ofSeconds(11));
            assertThat(half.socket.getInputStream().read()).isNegative();
            assertThat(RawHttp.info(whole.post(RawHttp.getInfo()))).isEqualTo("Leasehold");
            assertThat(server.counters().slowLogins()).isEqualTo(1);
        }
    }

    @Test
    void beyondTheMaximumSocketsAreClosed() throws Exception {
        HttpServer server = stage.http(settings -> settings.maximumConnections(2));
        try (RawHttp one = RawHttp.to(server);
                RawHttp two = RawHttp.to(server)) {
            one.post(RawHttp.getInfo());
            two.post(RawHttp.getInfo());
            try (Socket three = WireClient.connect(server.port())) {
                assertThat(three.getInputStream().read()).isNegative();
            }
            assertThat(RawHttp.info(one.post(RawHttp.getInfo()))).isEqualTo("Leasehold");
        }
        assertThat(server.counters().closedAtOnce()).isEqualTo(1);
        eventually("the places are free", () -> server.counters().connections() == 0);
    }

    @Test
    void anOversizedCallIsRefusedHoweverItComes() throws Exception {
        HttpServer server = stage.http(settings -> settings);
        try (RawHttp http = RawHttp.to(server)) {
            http.write(("POST /cliservice HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-thrift\r\n"
                            + "Content-Length: 16777217\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(http.receive().status()).isEqualTo(413);
        }
        try (RawHttp http = RawHttp.to(server)) {
            http.write(("POST /cliservice HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-thrift\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            http.write("c\r\n".getBytes(StandardCharsets.US_ASCII));
            http.write(new byte[] {(byte) 0x80, 1, 0, 1, 0x7f, 0, 0, 0, 'x', 'x', 'x', 'x'});
            http.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(http.receive().status()).isEqualTo(400);
        }
        assertThat(stage.service.callers).hasSize(1);
    }

    @Test
    void garbageIsAnsweredWithLittleNoiseAndLeavesNothing() throws Exception {
        HttpServer server = stage.http(settings -> settings);
        Random random = new Random(Long.getLong("fuzz.seed", 20_261_128L));
        try (LogLines log = new LogLines()) {
            try (RawHttp http = RawHttp.to(server)) {
                RawHttp.Answer answer = http.post(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text()).isEqualTo("This is no call.\n");
            }
            for (int i = 0; i < 100; i++) {
                byte[] noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                try (Socket socket = WireClient.connect(server.port())) {
                    socket.getOutputStream().write(noise);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // It was reset.
                }
            }
            eventually("no connection is left", () -> server.counters().connections() == 0);
            assertThat(log.traces()).isEmpty();
            assertThat(log.complaints()).isEmpty();
            assertThat(log.lines()).hasSize(1);
        }
        assertThat(stage.connections()).isZero();
        try (RawHttp http = RawHttp.to(server)) {
            assertThat(RawHttp.info(http.post(RawHttp.getInfo()))).isEqualTo("Leasehold");
        }
    }

    @Test
    void aCallThatIsCutOffLeavesALineOfTheLogAndNoStack() throws Exception {
        HttpServer server = stage.http(settings -> settings);
        String head = "POST /cliservice HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-thrift\r\n";
        try (LogLines log = new LogLines()) {
            for (String rest : List.of(
                    "Content-Length: 100\r\n\r\nxxxx",
                    "Transfer-Encoding: chunked\r\n\r\n4\r\nxxxx\r\n",
                    "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n")) {
                try (Socket socket = WireClient.connect(server.port())) {
                    socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
            }
            eventually("no connection is left", () -> server.counters().connections() == 0);
            assertThat(log.traces()).isEmpty();
            assertThat(log.complaints()).isEmpty();
            assertThat(log.lines()).hasSize(1);
        }
        assertThat(server.counters().garbage()).isEqualTo(3);
    }

    @Test
    void whenItAcceptsNoMoreThoseThatAreThereGoOnUntilItCloses() throws Exception {
        HttpServer server = stage.http(settings -> settings);
        int port = server.port();
        try (RawHttp http = RawHttp.to(server)) {
            http.post(RawHttp.getInfo());
            server.stopAccepting();
            eventually("nobody can connect any more", () -> isRefused(port));
            assertThat(RawHttp.info(http.post(RawHttp.getInfo()))).isEqualTo("Leasehold");
            server.close();
            assertThat(http.socket.getInputStream().read()).isNegative();
        }
        assertThat(stage.connections()).isZero();
        eventually(
                "its threads have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("leasehold-http")));
    }

    private static boolean isRefused(int port) {
        try (Socket socket = WireClient.connect(port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aPortThatIsTakenIsToldInOneSentence() throws Exception {
        HttpServer server = stage.http(settings -> settings);
        ListenerSettings taken = ListenerSettings.onLoopback(server.port());
        try (HttpServer second = new HttpServer(HttpSettings.of(taken), stage.registry, stage.logins, stage.service)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + server.port() + ": ");
        }
    }
}

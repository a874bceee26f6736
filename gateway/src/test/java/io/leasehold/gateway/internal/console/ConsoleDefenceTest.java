package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.internal.console.ConsoleStage.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has no business here gets nothing, and what is shown can be turned to no other use. */
class ConsoleDefenceTest {

    private static final String SESSION = "9f31c6de-8a27-25c2-25de-6cab8284cda4";

    private ConsoleStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new ConsoleStage(Samples.usual()).logIn();
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    @Test
    void everyAnswerForbidsFramesScriptsOfOthersSniffingReferrersAndCaches() throws IOException {
        String csrf = stage.csrf();
        List<Reply> replies = List.of(
                stage.get("/"),
                stage.get("/?json"),
                stage.get("/?fragment"),
                stage.get("/console.css"),
                stage.get("/console.js"),
                stage.get("/icon.svg"),
                stage.get("/metrics"),
                stage.get("/health"),
                stage.get("/nothing"),
                stage.get("/", "Host: attacker.example.net"),
                stage.get("/?token=wrong"),
                stage.post("/session/end", Map.of("id", SESSION)),
                stage.post("/session/end", Map.of("id", SESSION, "csrf", csrf)));
        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(reply.header("Cache-Control")).isIn("no-store", "no-cache");
            assertThat(reply.headers()).doesNotContainKeys("server", "access-control-allow-origin");
        });
    }

    @Test
    void aReboundHostReachesNothing() throws IOException {
        for (String path : List.of("/", "/?json", "/metrics", "/health", "/ready", "/console.js")) {
            Reply reply = stage.get(path, "Host: attacker.example.net:" + stage.server.port());
            assertThat(reply.status()).as(path).isEqualTo(421);
            assertThat(reply.body()).as(path).doesNotContain("warehouse", "leasehold_");
        }
        Reply reply =
                stage.post("/session/end", Map.of("id", SESSION, "csrf", stage.csrf()), "Host: attacker.example.net");
        assertThat(reply.status()).isEqualTo(421);
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void aRequestWithoutAHostReachesNothing() throws IOException {
        Reply reply = stage.raw("GET /metrics HTTP/1.0\r\n\r\n");
        assertThat(reply.status()).isEqualTo(421);
        assertThat(reply.body()).doesNotContain("leasehold_");
    }

    @Test
    void aNameOfTheListIsAnswered() throws IOException {
        assertThat(stage.get("/", "Host: gateway.example.org").status()).isEqualTo(200);
    }

    @Test
    void aPageOfAnotherOriginReachesNothing() throws IOException {
        assertThat(stage.get("/?json", "Origin: http://attacker.example.net").status())
                .isEqualTo(403);
        assertThat(stage.get("/metrics", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")
                        .status())
                .isEqualTo(403);
        Reply reply = stage.post(
                "/session/end", Map.of("id", SESSION, "csrf", stage.csrf()), "Origin: http://attacker.example.net");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void aChangeWithoutWhatOurFormsKnowIsRefused() throws IOException {
        assertThat(stage.post("/session/end", Map.of("id", SESSION)).status()).isEqualTo(403);
        assertThat(stage.post("/session/end", Map.of("id", SESSION, "csrf", "")).status())
                .isEqualTo(403);
        assertThat(stage.post("/session/end", Map.of("id", SESSION, "csrf", DrawnSecret.draw()))
                        .status())
                .isEqualTo(403);
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void whatOneLoginsFormsKnowIsNoGoodForAnothers() throws IOException {
        String other = stage.csrf();
        stage.cookie = "";
        stage.logIn();
        assertThat(stage.post("/session/end", Map.of("id", SESSION, "csrf", other))
                        .status())
                .isEqualTo(403);
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void aGetChangesNothing() throws IOException {
        String query = "?id=" + SESSION + "&csrf=" + stage.csrf();
        for (String path : List.of("/session/end", "/operation/cancel", "/lease/revoke")) {
            assertThat(stage.get(path + query).status()).as(path).isEqualTo(405);
        }
        assertThat(stage.ask("DELETE", "/session/end", "").status()).isEqualTo(405);
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void aBodyThatIsNoSmallFormIsRefused() throws IOException {
        String csrf = stage.csrf();
        assertThat(stage.ask("POST", "/session/end", "{}", "Content-Type: application/json")
                        .status())
                .isEqualTo(415);
        assertThat(stage.post("/session/end", Map.of("csrf", csrf, "id", "x".repeat(9_000)))
                        .status())
                .isEqualTo(415);
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void whatIsNoRequestIsAnsweredWithoutAWordOfOurs() throws IOException {
        for (String garbage : List.of(
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "NONSENSE\r\n\r\n")) {
            Reply reply = stage.raw(garbage);
            assertThat(reply.status()).as(garbage).isGreaterThanOrEqualTo(400);
            assertThat(reply.body()).as(garbage).doesNotContain("Exception", "jetty", "Jetty", "\tat ");
        }
    }

    @Test
    void aViewThatFailsIsAnsweredInOneSentence() throws IOException {
        stage.gateway.operations = null;
        Reply reply = stage.get("/");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("The console could not answer this; the log says why.\n");
    }
}

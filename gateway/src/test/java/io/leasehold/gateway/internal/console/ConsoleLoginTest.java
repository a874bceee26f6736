package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.internal.console.ConsoleStage.Reply;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token is changed for a cookie, once, and stays in no address. */
class ConsoleLoginTest {

    private ConsoleStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new ConsoleStage(Samples.usual());
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    @Test
    void theFirstGetChangesTheTokenForACookieAndLeadsAway() throws IOException {
        Reply reply = stage.get("/?token=" + stage.token());
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).isEqualTo("/");
        assertThat(reply.header("Set-Cookie"))
                .startsWith("leasehold-console-" + stage.server.port() + "=")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Strict", "; Max-Age=43200")
                .doesNotContain("Secure");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void aLinkWorksOnce() throws IOException {
        String token = stage.token();
        assertThat(stage.get("/?token=" + token).status()).isEqualTo(303);
        assertThat(stage.get("/?token=" + token).status()).isEqualTo(403);
    }

    @Test
    void aLinkIsGoodForTenMinutes() throws IOException {
        String token = stage.token();
        stage.ticker.advance(Duration.ofMinutes(10).plusMillis(1));
        Reply reply = stage.get("/?token=" + token);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.headers()).doesNotContainKey("set-cookie");
        assertThat(reply.body()).contains("leasehold console-token");
    }

    /** Chats and mail programs look where a link leads before anybody follows it. */
    @Test
    void aHeadUsesNoTokenUp() throws IOException {
        String token = stage.token();
        assertThat(stage.ask("HEAD", "/?token=" + token, "").status()).isEqualTo(405);
        assertThat(stage.get("/?token=" + token).status()).isEqualTo(303);
    }

    @Test
    void withoutACookieNothingOfTheGatewayIsSeen() throws IOException {
        for (String path : new String[] {"/", "/?json", "/?fragment", "/?token=wrong"}) {
            Reply reply = stage.get(path);
            assertThat(reply.status()).as(path).isEqualTo(403);
            assertThat(reply.body())
                    .as(path)
                    .doesNotContain("warehouse", "ann", "10.20.", "9f31c6de-8a27-25c2-25de-6cab8284cda4");
        }
    }

    @Test
    void withACookieTheGatewayIsSeen() throws IOException {
        stage.logIn();
        assertThat(stage.get("/").status()).isEqualTo(200);
        assertThat(stage.get("/").body()).contains("warehouse-gateway");
    }

    @Test
    void aWrongCookieIsNone() throws IOException {
        stage.cookie = "leasehold-console-" + stage.server.port() + "=" + DrawnSecret.draw();
        assertThat(stage.get("/").status()).isEqualTo(403);
    }

    @Test
    void aLoginEnds() throws IOException {
        stage.logIn();
        stage.ticker.advance(Duration.ofHours(12).plusMillis(1));
        assertThat(stage.get("/").status()).isEqualTo(403);
        assertThat(stage.post("/session/end", Map.of("id", "9f31c6de-8a27-25c2-25de-6cab8284cda4"))
                        .status())
                .isEqualTo(403);
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void overTlsTheCookieIsForTlsAlone() throws IOException {
        ConsoleTokens tokens = new ConsoleTokens(stage.ticker, Duration.ofMinutes(10));
        Console console = new Console(
                ConsoleSettings.defaults(),
                stage.gateway,
                new MetricsAccess(() -> "", Optional.empty()),
                tokens,
                stage.ticker,
                Clock.systemUTC(),
                true);
        Answer answer = console.answer(FakeAsked.get("/").query("token=" + tokens.draw()));
        assertThat(answer.headers().get("Set-Cookie")).startsWith("__Host-").contains("; Secure", "; Path=/");
    }
}

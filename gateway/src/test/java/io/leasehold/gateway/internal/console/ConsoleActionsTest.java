package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.internal.console.ConsoleStage.Reply;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes are made, with the name of who made them, and what came of it is said. */
class ConsoleActionsTest {

    private ConsoleStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new ConsoleStage(Samples.usual()).logIn();
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private String message(String path, Map<String, String> fields) throws IOException {
        Map<String, String> all = new HashMap<>(fields);
        all.put("csrf", stage.csrf());
        Reply reply = stage.post(path, all);
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).isEqualTo("/");
        String page = stage.get("/").body();
        assertThat(stage.get("/").body()).as("a message is shown once").doesNotContain("class=\"message\"");
        return page.replaceFirst("(?s).*<p class=\"message\"[^>]*>(.*?)</p>.*", "$1");
    }

    @Test
    void aSessionIsEnded() throws IOException {
        assertThat(message("/session/end", Map.of("id", "9f31c6de-8a27-25c2-25de-6cab8284cda4")))
                .isEqualTo("Session 9f31c6de… has ended.");
        assertThat(stage.gateway.done)
                .containsExactly("end 9f31c6de-8a27-25c2-25de-6cab8284cda4 by console login 1 from 127.0.0.1");
    }

    @Test
    void anOperationIsCancelled() throws IOException {
        assertThat(message("/operation/cancel", Map.of("id", "b61f0a7707067de3a55ea2ddc60de349")))
                .isEqualTo("Operation b61f0a77… is being cancelled.");
        assertThat(stage.gateway.done)
                .containsExactly("cancel b61f0a7707067de3a55ea2ddc60de349 by console login 1 from 127.0.0.1");
    }

    @Test
    void aLeaseIsRevoked() throws IOException {
        assertThat(message("/lease/revoke", Map.of("backend", "warehouse", "id", "311")))
                .isEqualTo("Lease 311 of warehouse was revoked, and its connection destroyed.");
        assertThat(stage.gateway.done).containsExactly("revoke 311 of warehouse by console login 1 from 127.0.0.1");
    }

    @Test
    void whatIsGoneIsSaidToBeGone() throws IOException {
        stage.gateway.found = false;
        assertThat(message("/session/end", Map.of("id", "gone"))).isEqualTo("There is no session gone any more.");
        assertThat(message("/operation/cancel", Map.of("id", "gone"))).isEqualTo("Operation gone was over.");
        assertThat(message("/lease/revoke", Map.of("backend", "shop", "id", "1")))
                .isEqualTo("There is no lease 1 of shop any more.");
        assertThat(message("/lease/revoke", Map.of("backend", "nix", "id", "1")))
                .isEqualTo("There is no backend nix.");
        assertThat(message("/lease/revoke", Map.of("backend", "shop", "id", "one")))
                .isEqualTo("A lease is named by its number.");
    }

    @Test
    void anIdThatIsMarkupIsShownAsText() throws IOException {
        stage.gateway.found = false;
        assertThat(message("/session/end", Map.of("id", Samples.HOSTILE)))
                .startsWith("There is no session &lt;script&gt;")
                .doesNotContain("<");
    }

    @Test
    void aProgramThatMayNotIsToldSoInJson() throws IOException {
        Reply wrong = stage.post(
                "/session/end",
                Map.of("id", "9f31c6de-8a27-25c2-25de-6cab8284cda4", "csrf", "x"),
                "Accept: application/json");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.body()).startsWith("{\"done\":false,\"message\":\"This form is not of a page");
        stage.forget();
        Reply nobody = stage.post(
                "/session/end", Map.of("id", "9f31c6de-8a27-25c2-25de-6cab8284cda4"), "Accept: application/json");
        assertThat(nobody.status()).isEqualTo(403);
        assertThat(nobody.body())
                .isEqualTo("{\"done\":false,\"message\":\"Nobody is logged in here, or not any more.\"}\n");
        assertThat(stage.get("/?json").body()).startsWith("{\"done\":false");
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void aProgramIsAnsweredInJson() throws IOException {
        Reply reply = stage.post(
                "/session/end",
                Map.of("id", "9f31c6de-8a27-25c2-25de-6cab8284cda4", "csrf", stage.csrf()),
                "Accept: application/json");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"done\":true,\"message\":\"Session 9f31c6de-8a27-25c2-25de-6cab8284cda4 has ended.\"}\n");
    }
}

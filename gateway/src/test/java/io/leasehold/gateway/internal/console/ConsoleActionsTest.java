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
        assertThat(message("/session/end", Map.of("id", "9f31c6de8a27"))).isEqualTo("Session 9f31c6de8a27 has ended.");
        assertThat(stage.gateway.done).containsExactly("end 9f31c6de8a27 by console login 1 from 127.0.0.1");
    }

    @Test
    void anOperationIsCancelled() throws IOException {
        assertThat(message("/operation/cancel", Map.of("id", "b61f0a77")))
                .isEqualTo("Operation b61f0a77 is being cancelled.");
        assertThat(stage.gateway.done).containsExactly("cancel b61f0a77 by console login 1 from 127.0.0.1");
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
                .isEqualTo("Lease 1 of shop had come back.");
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
    void aProgramIsAnsweredInJson() throws IOException {
        Reply reply = stage.post(
                "/session/end", Map.of("id", "9f31c6de8a27", "csrf", stage.csrf()), "Accept: application/json");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"done\":true,\"message\":\"Session 9f31c6de8a27 has ended.\"}\n");
    }
}

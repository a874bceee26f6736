package io.leasehold.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.examples.SessionsOfAServer.Query;
import io.leasehold.session.ClientConnection;
import io.leasehold.session.SessionCall;
import io.leasehold.session.SessionState;
import io.leasehold.session.SessionToken;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SessionsOfAServerTest {

    private final List<String> closed = new CopyOnWriteArrayList<>();

    private final SessionsOfAServer server = new SessionsOfAServer(new SessionsOfAServer.Backend() {
        @Override
        public AutoCloseable scratchSpace() {
            return () -> closed.add("scratch space");
        }

        @Override
        public Query prepare(String text) {
            return new Query() {
                @Override
                public String run() {
                    return "answer to " + text;
                }

                @Override
                public void close() {
                    closed.add("query");
                }
            };
        }
    });

    @Test
    void aClientThatIsGoneLeavesNothingBehind() {
        ClientConnection first = server.connected("192.0.2.7");
        SessionToken token = server.open(first, "ann");
        assertThat(server.query(first, token, "ann", "1")).isEqualTo("answer to 1");
        first.end();
        assertThat(server.sessions().snapshot().count(SessionState.DETACHED)).isEqualTo(1);

        ClientConnection second = server.connected("192.0.2.7");
        assertThat(server.query(second, token, "ann", "2")).isEqualTo("answer to 2");
        try (SessionCall call = second.call(token, "ann")) {
            server.begin(call.session(), () -> closed.add("transaction"));
        }
        second.end();
        await().untilAsserted(() -> assertThat(closed).containsExactly("transaction"));

        server.stop();
        await().untilAsserted(() -> assertThat(closed).containsExactly("transaction", "scratch space"));
    }
}

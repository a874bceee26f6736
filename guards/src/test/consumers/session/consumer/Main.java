package consumer;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRegistry;
import io.leasehold.session.SessionToken;

/** A user of sessions on the module path. */
public class Main {
    public static void main(String[] args) {
        try (SessionRegistry registry = SessionRegistry.named("consumer").build()) {
            ClientConnection connection = registry.start("127.0.0.1", ConnectionKind.LASTING);
            SessionToken token = connection
                    .open("ann", SessionOptions.DEFAULT, session -> {})
                    .token();
            connection.call(token, "ann").close();
            connection.end();
            System.out.println(registry.snapshot().sessions().isEmpty() ? "leased" : "still there");
        }
    }
}

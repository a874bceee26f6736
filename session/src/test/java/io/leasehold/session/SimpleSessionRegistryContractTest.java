package io.leasehold.session;

import io.leasehold.session.contract.SessionRegistryContract;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The registry by itself keeps the contract. */
class SimpleSessionRegistryContractTest extends SessionRegistryContract {

    @Override
    protected Server serve(OnDisconnect onDisconnect, int sessionsPerUser) {
        return new RegistryServer(SessionRegistry.named("contract")
                .onDisconnect(onDisconnect)
                .maximumPerUser(sessionsPerUser)
                .build());
    }

    private record Ticket(SessionToken token) implements Handle {

        @Override
        public Handle forged() {
            byte[] secret = token.secret();
            secret[0] ^= 1;
            return new Ticket(SessionToken.of(token.id(), secret));
        }
    }

    private static final class RegistryServer implements Server {

        private final SessionRegistry registry;
        private final Set<Object> held = ConcurrentHashMap.newKeySet();
        private final AtomicInteger closedTwice = new AtomicInteger();

        RegistryServer(SessionRegistry registry) {
            this.registry = registry;
        }

        @Override
        public Client connect(String user) {
            ClientConnection connection = registry.start("192.0.2.7", ConnectionKind.LASTING);
            return new Client() {
                @Override
                public Handle open() {
                    return new Ticket(connection
                            .open(user, SessionOptions.DEFAULT, RegistryServer.this::holdSomething)
                            .token());
                }

                @Override
                public void call(Handle session) {
                    connection.call(((Ticket) session).token(), user).close();
                }

                @Override
                public void endSession(Handle session) {
                    try (SessionCall call = connection.call(((Ticket) session).token(), user)) {
                        call.session().end();
                    }
                }

                @Override
                public void vanish() {
                    connection.end();
                }
            };
        }

        private void holdSomething(Session session) {
            Object thing = new Object();
            held.add(thing);
            session.hold(HoldKind.OTHER, "thing", () -> {
                if (!held.remove(thing)) {
                    closedTwice.incrementAndGet();
                }
            });
        }

        @Override
        public int sessions() {
            return registry.snapshot().sessions().size();
        }

        @Override
        public int held() {
            return held.size();
        }

        @Override
        public int closedTwice() {
            return closedTwice.get();
        }

        @Override
        public void close() {
            registry.close();
        }
    }
}

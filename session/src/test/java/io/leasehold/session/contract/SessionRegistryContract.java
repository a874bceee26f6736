package io.leasehold.session.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.leasehold.session.OnDisconnect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * The laws that every server's sessions keep, whatever carries its calls: the registry by itself, or a server over sockets. Runs
 * in real time, and waits for what may take some. Each session of the server holds one thing.
 */
public abstract class SessionRegistryContract {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration HOUR = Duration.ofHours(1);

    /** A server, new for each test. */
    protected abstract Server serve(OnDisconnect onDisconnect, int sessionsPerUser) throws Exception;

    /** The server under test, and what it counts. */
    public interface Server extends AutoCloseable {

        /** A client's connection. */
        Client connect(String user) throws Exception;

        /** Sessions that have not ended. */
        int sessions();

        /** Things held by sessions that were not closed. */
        int held();

        /** Times that something was closed which had been closed before. */
        int closedTwice();

        @Override
        void close() throws Exception;
    }

    /** One client's connection. */
    public interface Client {

        /** Opens a session; throws if it is refused. */
        Handle open() throws Exception;

        /** Makes a call in a session, which may have been opened by another client; throws if it is refused. */
        void call(Handle session) throws Exception;

        /** Ends a session; throws if it is refused. */
        void endSession(Handle session) throws Exception;

        /** Is gone, without a word. */
        void vanish() throws Exception;
    }

    /** What a client has of a session. */
    public interface Handle {

        /** The same with another secret. */
        Handle forged();
    }

    @Test
    void aSessionEndsWithItsLastConnection() throws Exception {
        try (Server server = serve(OnDisconnect.endAtOnce(), 0)) {
            Client client = server.connect("ann");
            client.call(client.open());
            assertEquals(1, server.held());
            client.vanish();
            await(() -> server.sessions() == 0 && server.held() == 0);
        }
    }

    @Test
    void allSessionsOfAConnectionEndWithIt() throws Exception {
        try (Server server = serve(OnDisconnect.endAtOnce(), 0)) {
            Client client = server.connect("ann");
            client.open();
            client.open();
            client.open();
            client.vanish();
            await(() -> server.sessions() == 0 && server.held() == 0);
        }
    }

    @Test
    void aSessionUsedOverTwoConnectionsEndsWithTheSecond() throws Exception {
        try (Server server = serve(OnDisconnect.endAtOnce(), 0)) {
            Client first = server.connect("ann");
            Client second = server.connect("ann");
            Handle shared = first.open();
            Handle sentinel = first.open();
            second.call(shared);
            first.vanish();
            await(() -> server.sessions() == 1);
            second.call(shared);
            assertThrows(Exception.class, () -> second.call(sentinel));
            second.vanish();
            await(() -> server.sessions() == 0 && server.held() == 0);
        }
    }

    @Test
    void withinItsGraceASessionIsTakenUpFromAnotherConnection() throws Exception {
        try (Server server = serve(OnDisconnect.endAfter(HOUR), 0)) {
            Client first = server.connect("ann");
            Handle session = first.open();
            first.vanish();
            Client second = server.connect("ann");
            second.call(session);
            second.endSession(session);
            await(() -> server.sessions() == 0 && server.held() == 0);
        }
    }

    @Test
    void afterItsGraceItIsOver() throws Exception {
        try (Server server = serve(OnDisconnect.endAfter(Duration.ofMillis(200)), 0)) {
            Client first = server.connect("ann");
            first.open();
            first.vanish();
            await(() -> server.sessions() == 0 && server.held() == 0);
        }
    }

    @Test
    void aSecondEndIsRefused() throws Exception {
        try (Server server = serve(OnDisconnect.endAtOnce(), 0)) {
            Client client = server.connect("ann");
            Handle session = client.open();
            client.endSession(session);
            assertThrows(Exception.class, () -> client.endSession(session));
            assertThrows(Exception.class, () -> client.call(session));
            await(() -> server.held() == 0);
        }
    }

    @Test
    void whoHasNotTheSecretOrIsSomebodyElseGetsOneAnswer() throws Exception {
        try (Server server = serve(OnDisconnect.endAtOnce(), 0)) {
            Client ann = server.connect("ann");
            Client bob = server.connect("bob");
            Handle live = ann.open();
            Handle over = ann.open();
            ann.endSession(over);
            String answer = answer(() -> ann.call(live.forged()));
            assertEquals(answer, answer(() -> bob.call(live)));
            assertEquals(answer, answer(() -> bob.call(over)));
            assertEquals(answer, answer(() -> ann.call(over.forged())));
            assertEquals(answer, answer(() -> bob.endSession(live)));
            ann.call(live);
        }
    }

    @Test
    void aRefusedOpenGivesEverythingBack() throws Exception {
        try (Server server = serve(OnDisconnect.endAtOnce(), 1)) {
            Client client = server.connect("ann");
            for (int i = 0; i < 100; i++) {
                Handle session = client.open();
                assertThrows(Exception.class, client::open);
                client.endSession(session);
            }
            server.connect("bob").open();
            client.open();
            await(() -> server.sessions() == 2 && server.held() == 2);
        }
    }

    @Test
    void whateverClientsDoNothingIsLeftOfThoseThatAreGone() throws Exception {
        try (Server server = serve(OnDisconnect.endAtOnce(), 50)) {
            List<FutureTask<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int seed = i;
                clients.add(start(() -> live(server, new Random(seed), 60)));
            }
            int opened = 0;
            for (FutureTask<Integer> client : clients) {
                opened += client.get(LONG.toSeconds(), TimeUnit.SECONDS);
            }
            assertTrue(opened > 0, "nobody opened a session");
            await(() -> server.sessions() == 0 && server.held() == 0);
            assertEquals(0, server.closedTwice());
        }
    }

    /** Connects, opens, calls, ends and vanishes at random, also in the middle of an open. */
    private static int live(Server server, Random random, int lives) throws Exception {
        int opened = 0;
        for (int life = 0; life < lives; life++) {
            Client client = server.connect("user " + random.nextInt(3));
            FutureTask<?> vanishes = null;
            for (int i = random.nextInt(6); i >= 0; i--) {
                try {
                    Handle session = client.open();
                    opened++;
                    client.call(session);
                    if (random.nextInt(3) == 0) {
                        client.endSession(session);
                    }
                } catch (Exception refusedOrGone) {
                    assertTrue(refusedOrGone.getMessage() != null, "it does not say why");
                }
                if (vanishes == null && random.nextInt(4) == 0) {
                    vanishes = start(() -> {
                        client.vanish();
                        return null;
                    });
                }
            }
            client.vanish();
            if (vanishes != null) {
                vanishes.get(LONG.toSeconds(), TimeUnit.SECONDS);
            }
        }
        return opened;
    }

    private interface Doing {
        void run() throws Exception;
    }

    private static String answer(Doing refused) {
        Exception thrown = assertThrows(Exception.class, refused::run);
        return thrown.getClass().getName() + ": " + thrown.getMessage();
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "contract");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "waited in vain");
            LockSupport.parkNanos(1_000_000);
        }
    }
}

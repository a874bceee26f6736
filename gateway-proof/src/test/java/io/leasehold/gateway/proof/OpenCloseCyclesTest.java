package io.leasehold.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.junit.jupiter.api.Test;

/**
 * Sessions are opened and closed without a pause, and at random their clients vanish instead: with one session or two, with a statement
 * running, or before the answer to their open. In the end every count is at zero, and the limit lets as many in as it says.
 *
 * <p>2,000 of them; {@code -Dleasehold.proof.cycles=100000} is the full count.
 */
class OpenCloseCyclesTest {

    private static final int CYCLES = Integer.getInteger("leasehold.proof.cycles", 2_000);
    private static final long SEED = Long.getLong("leasehold.proof.seed", 20_261_128L);
    private static final int THREADS = 4;
    private static final int LIMIT = 40;

    /** As many addresses of loopback are clients', so that ports which the kernel keeps for a minute do not run out. */
    private static final int ADDRESSES = 100;

    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void whateverClientsDoTheCountsEndAtZero() throws Exception {
        try (Front front = Front.limited(Door.NOSASL, LIMIT)) {
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(threads.submit((Callable<Void>) () -> {
                    for (int cycle = next.getAndIncrement(); cycle < CYCLES; cycle = next.getAndIncrement()) {
                        new Cycle(front, new Random(SEED + cycle)).run();
                    }
                    return null;
                }));
            }
            threads.shutdown();
            for (Future<?> each : all) {
                each.get();
            }
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThat(refused.get())
                    .as("seed %d: opens beyond the limit", SEED)
                    .isLessThan(CYCLES);
            front.nothingIsLeftWithin(SETTLED);
            theLimitLetsInAsManyAsItSays(front);
            front.nothingIsLeftWithin(SETTLED);
        }
    }

    private static void theLimitLetsInAsManyAsItSays(Front front) throws Exception {
        try (RawClient last = connect(front, 1)) {
            for (int i = 0; i < LIMIT; i++) {
                last.session("h2");
            }
            assertThat(last.open("h2").getStatus().getSqlState()).isEqualTo("08004");
        }
    }

    private static RawClient connect(Front front, int from) throws Exception {
        return RawClient.connect(front.door(), front.port(), from, front.trustStore(), Front.USER, Front.PASSWORD);
    }

    /** One client's life. For one thread. */
    private final class Cycle {

        private static final int OUT_OF = 100;

        private final Front front;
        private final Random random;

        Cycle(Front front, Random random) {
            this.front = front;
            this.random = random;
        }

        void run() throws Exception {
            Behind behind = Behind.values()[random.nextInt(Behind.values().length)];
            int what = random.nextInt(OUT_OF);
            try (RawClient client = connect(front, 1 + random.nextInt(ADDRESSES))) {
                if (what < 15) {
                    client.sendOpen(behind.database());
                    client.drop();
                    return;
                }
                TOpenSessionResp opened = client.open(behind.database());
                if (opened.getStatus().getStatusCode() != TStatusCode.SUCCESS_STATUS) {
                    assertThat(opened.getStatus().getSqlState()).isEqualTo("08004");
                    refused.incrementAndGet();
                    return;
                }
                use(client, opened.getSessionHandle(), behind, what);
            }
        }

        private void use(RawClient client, TSessionHandle session, Behind behind, int what) throws Exception {
            if (what < 17) {
                client.execute(session, behind.longStatement(), true);
                client.drop();
            } else if (what < 30) {
                client.execute(session, "SELECT 1", random.nextBoolean());
                client.drop();
            } else if (what < 45) {
                client.open(behind.database());
                client.drop();
            } else if (what < 65) {
                client.drop();
            } else {
                client.closeSession(session);
            }
        }
    }
}

package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.internal.result.ReadAhead.Room;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many operations at once, with one budget that is too small for them: each row passes once and in order, and nothing is left. */
class ReadAheadStormTest {

    private static final int OPERATIONS = 8;
    private static final int ROWS = 20_000;

    private final Budget budget = new Budget(300 * Batches.ROW, Long.MAX_VALUE, 60);
    private final ResultLimits limits = new ResultLimits(100 * Batches.ROW, 80 * Batches.ROW, 50);

    @Test
    @Timeout(120)
    void everyRowPassesOnceWhoeverIsFaster() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < OPERATIONS; i++) {
                ReadAhead rows = new ReadAhead(limits, budget, "user " + i % 2, Ticker.system());
                Random random = new Random(i);
                long seed = random.nextLong();
                long hangUpAt = hangUpAt(random);
                work.add(threads.submit(() -> produce(rows, random)));
                work.add(threads.submit(() -> consume(rows, seed, hangUpAt)));
            }
            for (Future<?> one : work) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(budget.used()).isZero();
        assertThat(budget.users()).isZero();
    }

    /** Where the client hangs up; mostly nowhere. */
    private static long hangUpAt(Random random) {
        return random.nextInt(3) == 0 ? random.nextInt(ROWS) : Long.MAX_VALUE;
    }

    private Void produce(ReadAhead rows, Random random) throws Exception {
        rows.begin(Batches.SCHEMA);
        int next = 0;
        while (next < ROWS) {
            RowBatch batch = Batches.of(next, Math.min(ROWS - next, 1 + random.nextInt(60)));
            while (!rows.offer(batch)) {
                if (rows.awaitRoom(Duration.ofMinutes(1)) != Room.FREE) {
                    return null;
                }
            }
            next += batch.rows();
        }
        rows.end();
        return null;
    }

    private Void consume(ReadAhead rows, long seed, long hangUpAt) throws Exception {
        Random random = new Random(seed);
        long next = 0;
        try (rows) {
            while (next < hangUpAt) {
                rows.ready().get(60, TimeUnit.SECONDS);
                Optional<Fetched> fetched = rows.fetch(1 + random.nextInt(70));
                assertThat(fetched).as("after ready there is something").isPresent();
                Fetched some = fetched.orElseThrow();
                assertThat(some.startOffset()).isEqualTo(next);
                if (some.rows().isEmpty()) {
                    assertThat(next).isEqualTo(ROWS);
                    return null;
                }
                for (long number : Batches.numbers(some.rows())) {
                    assertThat(number).isEqualTo(next++);
                }
                if (next < 60 && random.nextInt(4) == 0 && rows.rewind()) {
                    next = 0;
                }
            }
        }
        return null;
    }
}

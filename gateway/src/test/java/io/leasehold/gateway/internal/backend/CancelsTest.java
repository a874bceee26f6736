package io.leasehold.gateway.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.jdbc.Credentials;
import io.leasehold.spi.Ticker;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many cancels of a backend are sent at once. The threads are a queue here: a task that is not run is a cancel that is being sent. */
class CancelsTest {

    @Test
    void fourAreSentAtOnceAndTheRestAsTheseEnd() throws Exception {
        TestDatabase database = Databases.h2();
        BackendSettings settings = BackendSettings.of(
                        "db", database.jdbcUrl(), Credentials.of(database.user(), database.password()))
                .allowSuperuser(true);
        Deque<Runnable> threads = new ArrayDeque<>();
        List<Integer> sent = new ArrayList<>();
        try (Backend backend = Backend.open(
                settings,
                GateLimits.DEFAULT,
                new Backend.Around(threads::add, Ticker.system(), FetchLimits.ofHeap(2), null))) {
            for (int i = 1; i <= 6; i++) {
                int number = i;
                backend.send(() -> sent.add(number));
            }
            assertThat(threads).hasSize(4);
            threads.remove().run();
            assertThat(sent)
                    .as("whose thread is free goes on with those that wait")
                    .containsExactly(1, 5, 6);
            threads.forEach(Runnable::run);
            threads.clear();
            assertThat(sent).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
            for (int i = 0; i < 5; i++) {
                backend.send(() -> {});
            }
            assertThat(threads).as("as many as before").hasSize(4);
        }
    }

    @Test
    void whatOneCancelThrowsHoldsUpNoOther() {
        Deque<Runnable> threads = new ArrayDeque<>();
        List<Integer> sent = new ArrayList<>();
        Cancels cancels = new Cancels(1, threads::add);
        cancels.send(() -> {
            throw new NoClassDefFoundError("a class of the driver");
        });
        cancels.send(() -> sent.add(2));
        threads.remove().run();
        assertThat(sent).containsExactly(2);
        cancels.send(() -> sent.add(3));
        threads.remove().run();
        assertThat(sent).containsExactly(2, 3);
    }
}

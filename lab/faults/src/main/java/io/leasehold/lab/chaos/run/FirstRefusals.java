package io.leasehold.lab.chaos.run;

import io.leasehold.jdbc.LeaseholdDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a JVM does for the first time takes longer than an acquire may, on a busy machine by far: classes are loaded while others
 * wait for them. So it refuses a few before any is judged.
 */
public final class FirstRefusals {
    private static final int CALLERS = 4;
    private static final int OF_EACH = 25;
    private static final Duration TIMEOUT = Duration.ofMillis(10);

    private FirstRefusals() {}

    /** Returns once the last one was made. */
    public static void make() throws InterruptedException {
        // nobody listens at this port
        try (LeaseholdDataSource pool = LeaseholdDataSource.builder()
                .poolName("first")
                .jdbcUrl("jdbc:h2:tcp://127.0.0.1:1/none")
                .maximumPoolSize(2)
                .initializationFailTimeout(Duration.ofMillis(-1))
                .connectionTimeout(TIMEOUT)
                .listener(new EventTrail())
                .build()) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(new Thread(() -> beRefused(pool), "first-" + i));
            }
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
        }
    }

    private static void beRefused(LeaseholdDataSource pool) {
        for (int i = 0; i < OF_EACH; i++) {
            try (Connection connection = pool.getConnection()) {
                throw new IllegalStateException("somebody listens at port 1: " + connection);
            } catch (SQLException expected) {
                Sql.isHonest(expected);
            }
        }
    }
}

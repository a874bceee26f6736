package io.leasehold.drills;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Ordinary users of the pool: each acquires, asks the database for a number of its own, looks at the answer, and returns,
 * over and over until told to stop. Safe for use by many threads.
 */
public final class Traffic {

    private static final Duration STOP = Duration.ofSeconds(15);

    private final DatabaseStage stage;
    private final boolean looksWhoItIs;
    private final List<Crew.Member<?>> users = new ArrayList<>();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final AtomicLong errorCount = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong(1_000);
    private final AtomicLong rounds = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private volatile boolean stopped;

    private Traffic(DatabaseStage stage, boolean looksWhoItIs) {
        this.stage = stage;
        this.looksWhoItIs = looksWhoItIs;
    }

    /** Starts that many users, and notes which sessions they were given. */
    public static Traffic of(DatabaseStage stage, int users, String name) {
        return start(stage, users, name, true);
    }

    /** Starts that many users where sessions have no ids. */
    public static Traffic anonymous(DatabaseStage stage, int users, String name) {
        return start(stage, users, name, false);
    }

    private static Traffic start(DatabaseStage stage, int users, String name, boolean looksWhoItIs) {
        Traffic traffic = new Traffic(stage, looksWhoItIs);
        for (int i = 1; i <= users; i++) {
            traffic.users.add(stage.crew().start(name + "-" + i, () -> {
                traffic.work();
                return true;
            }));
        }
        return traffic;
    }

    private void work() throws InterruptedException {
        while (!stopped) {
            long began = System.nanoTime();
            Throwable error = round();
            slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
            rounds.incrementAndGet();
            if (error != null && !stopped) {
                errorCount.incrementAndGet();
                if (errors.size() < 20) {
                    errors.add(Errors.line(error));
                }
            }
        }
    }

    private @Nullable Throwable round() {
        long number = numbers.incrementAndGet();
        try (Connection connection = stage.acquire()) {
            if (looksWhoItIs) {
                sessions.add(stage.observer().sessionOf(connection));
            }
            if (stage.echo(connection, number) != number) {
                wrong.incrementAndGet();
            }
            return null;
        } catch (SQLException | RuntimeException e) {
            return e;
        }
    }

    /** Stops after the round under way; gives whether all users came to an end. */
    public boolean stop() throws InterruptedException {
        stopped = true;
        boolean all = true;
        long deadline = System.nanoTime() + STOP.toNanos();
        for (Crew.Member<?> user : users) {
            all &= user.awaitDone(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
        }
        return all;
    }

    public Set<String> sessions() {
        return Set.copyOf(sessions);
    }

    public long rounds() {
        return rounds.get();
    }

    public long wrongAnswers() {
        return wrong.get();
    }

    public long errorCount() {
        return errorCount.get();
    }

    /** The first errors, one line each. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    public Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }
}

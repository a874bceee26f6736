package io.leasehold.drills.incidents;

import io.leasehold.drills.Await;
import io.leasehold.drills.BareWait;
import io.leasehold.drills.Crew;
import io.leasehold.drills.DatabaseDrill;
import io.leasehold.drills.DatabaseStage;
import io.leasehold.drills.Errors;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Finding;
import io.leasehold.drills.pools.PoolNeeds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All connections are held; the next caller waits in vain and must learn who holds them. */
public final class Exhausted implements DatabaseDrill {

    private static final int SIZE = 3;
    private static final Duration TIMEOUT = Duration.ofMillis(1_000);
    private static final Duration LATENESS = Duration.ofMillis(50);
    private static final Duration APART = Duration.ofMillis(200);
    private static final Duration PATIENCE = TIMEOUT.multipliedBy(5);
    private static final List<String> HOLDERS = List.of("nightly-report", "invoice-run", "price-import");
    private static final Pattern OWN_HOLD =
            Pattern.compile("(?i)itself|this (same )?thread|own lease|by the caller|same thread");

    /**
     * What the incident left.
     *
     * @param waiter how the wait of a thread that holds nothing ended
     * @param selfWaiter how the wait of a thread that holds everything ended
     * @param selfName that thread's name
     */
    record Facts(Wait waiter, Wait selfWaiter, String selfName) {}

    /**
     * One acquire on a full pool.
     *
     * @param error all that the error says, causes included, or null if there was none
     * @param line the error in one line, or what happened instead
     * @param took how long it took
     * @param machineLate how late a bare wait of the same length was meanwhile
     */
    record Wait(@Nullable String error, String line, Duration took, Duration machineLate) {}

    @Override
    public String name() {
        return "exhausted";
    }

    @Override
    public String incident() {
        return "All connections are held; the error says 'timed out' and nothing about who holds them.";
    }

    @Override
    public PoolNeeds needs() {
        return PoolNeeds.size(SIZE).acquireTimeout(TIMEOUT);
    }

    @Override
    public List<Finding> run(DatabaseStage stage) throws Exception {
        Evidence evidence = stage.evidence();
        stage.warm(SIZE);
        CountDownLatch release = new CountDownLatch(1);
        List<Crew.Member<?>> holders = hold(stage, release);
        evidence.did("threads %s acquired one connection each, %d ms apart, and hold them", HOLDERS, APART.toMillis());
        evidence.saw("%s counts %d connections", stage.counter(), stage.countConnections());
        waitIn(stage, "warm-up");
        Wait waiter = waitIn(stage, "checkout");
        evidence.did(
                "thread 'checkout' asked for one more, with a timeout of %d ms (as another had, uncounted, to load classes)",
                TIMEOUT.toMillis());
        evidence.saw("after %d ms: %s", waiter.took().toMillis(), waiter.line());
        release.countDown();
        for (Crew.Member<?> holder : holders) {
            holder.awaitDone(Duration.ofSeconds(5));
        }
        evidence.did("the holders returned theirs");

        Wait self = stage.crew().start("batch", () -> holdAllAndAskAgain(stage)).within(PATIENCE.multipliedBy(2));
        evidence.measured("wait of a thread that holds nothing", waiter.took());
        evidence.measured("wait of a thread that holds everything", self.took());
        return judge(new Facts(waiter, self, "batch"));
    }

    static List<Finding> judge(Facts facts) {
        String error = String.valueOf(facts.waiter().error());
        boolean ordered = true;
        int from = -1;
        for (String holder : HOLDERS) {
            int at = error.indexOf(holder);
            ordered &= at > from;
            from = at;
        }
        String self = String.valueOf(facts.selfWaiter().error());
        boolean recognised =
                self.contains(facts.selfName()) && OWN_HOLD.matcher(self).find();
        return List.of(
                new Finding(
                        facts.waiter().error() != null && inTime(facts.waiter()),
                        "the waiter is told within its deadline plus " + LATENESS.toMillis()
                                + " ms, what the machine itself is late by apart",
                        "deadline " + TIMEOUT.toMillis() + " ms: "
                                + (facts.waiter().error() == null
                                        ? facts.waiter().line()
                                        : "told after " + facts.waiter().took().toMillis() + " ms; a bare wait was "
                                                + facts.waiter().machineLate().toMillis() + " ms late")),
                new Finding(
                        ordered,
                        "the error names the holders, the longest first",
                        ordered
                                ? "named in this order: " + HOLDERS
                                : "not named: " + facts.waiter().line()),
                new Finding(
                        recognised,
                        "a thread that waits for itself is told so",
                        recognised ? "told" : "not told: " + facts.selfWaiter().line()));
    }

    /** In time, but for what this machine is late by itself. */
    private static boolean inTime(Wait wait) {
        Duration latest = TIMEOUT.plus(LATENESS).plus(wait.machineLate());
        return wait.took().compareTo(TIMEOUT.minusMillis(20)) >= 0
                && wait.took().compareTo(latest) <= 0;
    }

    private static List<Crew.Member<?>> hold(DatabaseStage stage, CountDownLatch release) throws Exception {
        List<Crew.Member<?>> members = new ArrayList<>();
        for (String name : HOLDERS) {
            CountDownLatch acquired = new CountDownLatch(1);
            members.add(stage.crew().start(name, () -> {
                try (Connection connection = stage.pool().dataSource().getConnection()) {
                    stage.echo(connection, 1);
                    acquired.countDown();
                    release.await();
                }
                return true;
            }));
            acquired.await();
            Await.passing(APART);
        }
        return members;
    }

    private static Wait waitIn(DatabaseStage stage, String thread) throws Exception {
        BareWait bare = BareWait.begin(stage.crew(), TIMEOUT);
        Crew.Member<Wait> member = stage.crew().start(thread, () -> acquireInVain(stage));
        Wait wait;
        try {
            wait = member.within(PATIENCE);
        } catch (TimeoutException e) {
            wait = new Wait(null, "still waiting after " + PATIENCE.toMillis() + " ms", PATIENCE, Duration.ZERO);
        }
        return new Wait(wait.error(), wait.line(), wait.took(), bare.lateness());
    }

    private static Wait acquireInVain(DatabaseStage stage) {
        long began = System.nanoTime();
        try (Connection connection = stage.pool().dataSource().getConnection()) {
            return new Wait(
                    null,
                    "it was given a connection that another thread holds",
                    Duration.ofNanos(System.nanoTime() - began),
                    Duration.ZERO);
        } catch (SQLException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            return new Wait(Errors.everything(e), Errors.line(e), took, Duration.ZERO);
        }
    }

    /** The self-deadlock: a thread waits for what only it could return. */
    private static Wait holdAllAndAskAgain(DatabaseStage stage) throws Exception {
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < SIZE; i++) {
                held.add(stage.pool().dataSource().getConnection());
            }
            stage.evidence().did("thread 'batch' acquired all %d, and asked for one more itself", SIZE);
            long began = System.nanoTime();
            // A pool without a deadline would hold this thread for good.
            Thread self = Thread.currentThread();
            stage.crew().start("batch-watch", () -> {
                Await.passing(PATIENCE);
                self.interrupt();
                return true;
            });
            Wait wait = acquireInVain(stage);
            stage.evidence()
                    .saw(
                            "after %d ms: %s",
                            Duration.ofNanos(System.nanoTime() - began).toMillis(), wait.line());
            return wait;
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }
}

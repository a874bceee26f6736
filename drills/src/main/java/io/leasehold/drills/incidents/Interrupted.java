package io.leasehold.drills.incidents;

import io.leasehold.drills.Await;
import io.leasehold.drills.CannotInjectException;
import io.leasehold.drills.Crew;
import io.leasehold.drills.DatabaseDrill;
import io.leasehold.drills.DatabaseStage;
import io.leasehold.drills.Errors;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Finding;
import io.leasehold.drills.Traffic;
import io.leasehold.drills.pools.PoolNeeds;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads are interrupted, and time out, while they wait and in the middle of a query; nothing may be lost or mixed up. */
public final class Interrupted implements DatabaseDrill {

    private static final int SIZE = 3;
    private static final int ROUNDS = 4;
    private static final int WAITERS = 4;
    private static final Duration TIMEOUT = Duration.ofMillis(900);
    /** Well before the 900 ms of the acquire timeout, and enough for a thread to get a processor where three drills run on two. */
    private static final Duration PROMPT = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration UNDER_WAY = Duration.ofMillis(50);

    /** The shortest there is: JDBC counts a query's timeout in seconds. */
    private static final int QUERY_TIMEOUT_SECONDS = 1;

    /**
     * What the incident left.
     *
     * @param interrupted how many threads were interrupted while they waited for a connection
     * @param told how many of them were told at once
     * @param flagsKept how many of those still had their interrupt flag
     * @param tornQueries how many queries were interrupted, cancelled or timed out in the middle
     * @param atDatabase connections in the database when all was quiet
     * @param ofPool connections that the pool believed it had then
     * @param capacity how many could be held at the same time afterwards
     * @param wrongAnswers how many replies reached the wrong caller
     * @param answers how many replies were looked at
     */
    record Facts(
            int interrupted,
            int told,
            int flagsKept,
            int tornQueries,
            int atDatabase,
            int ofPool,
            int capacity,
            long wrongAnswers,
            long answers) {}

    @Override
    public String name() {
        return "interrupted";
    }

    @Override
    public String incident() {
        return "Threads are interrupted or time out, waiting or in a query; connections leak, replies stray.";
    }

    @Override
    public PoolNeeds needs() {
        return PoolNeeds.size(SIZE).acquireTimeout(TIMEOUT);
    }

    @Override
    public List<Finding> run(DatabaseStage stage) throws Exception {
        String busy = stage.dialect()
                .busy(PATIENCE)
                .orElseThrow(() -> new CannotInjectException(
                        "no statement that keeps " + stage.dialect().name() + " busy is known"));
        Evidence evidence = stage.evidence();
        stage.warm(SIZE);
        List<Told> told = new ArrayList<>();
        Torn torn = new Torn();
        for (int round = 0; round < ROUNDS; round++) {
            round(stage, busy, told, torn);
        }
        if (torn.all() == 0) {
            throw new CannotInjectException("no query could be cancelled or made to time out");
        }
        int prompt = (int) told.stream().filter(Told::atOnce).count();
        int flags = (int) told.stream().filter(Told::flagKept).count();
        evidence.did(
                "in %d rounds, %d queries were interrupted and cancelled in the middle, %d ran into their timeout of %d s; %d waiting threads were interrupted, %d left to time out",
                ROUNDS,
                torn.cancelled,
                torn.timedOut,
                QUERY_TIMEOUT_SECONDS,
                told.size(),
                ROUNDS * (WAITERS - WAITERS / 2));
        evidence.saw(
                "of %d interrupted waiters %d were told within %d ms, %d kept their flag",
                told.size(), prompt, PROMPT.toMillis(), flags);

        Traffic after = Traffic.anonymous(stage, SIZE, "customer");
        Await.until(PATIENCE, () -> after.rounds() >= 60);
        after.stop();
        evidence.did("%d users asked for %d numbers of their own afterwards", SIZE, after.rounds());
        evidence.saw("%d errors, %d wrong answers", after.errorCount(), after.wrongAnswers());
        int capacity = capacity(stage);
        Await.until(PATIENCE, () -> stage.countConnections() == stage.pool().openConnections());
        int atDatabase = stage.countConnections();
        int ofPool = stage.pool().openConnections();
        evidence.saw(
                "%s counts %d connections, the pool %d; %d of %d can be held at the same time",
                stage.counter(), atDatabase, ofPool, capacity, SIZE);
        evidence.measured("connections in the database", atDatabase, "connections");
        evidence.measured("connections the pool believes it has", ofPool, "connections");
        return judge(new Facts(
                told.size(),
                prompt,
                flags,
                torn.all(),
                atDatabase,
                ofPool,
                capacity,
                after.wrongAnswers(),
                after.rounds()));
    }

    static List<Finding> judge(Facts facts) {
        return List.of(
                new Finding(
                        facts.interrupted() > 0
                                && facts.told() == facts.interrupted()
                                && facts.flagsKept() == facts.interrupted(),
                        "an interrupted waiter is told at once and keeps its interrupt flag",
                        facts.told() + " told, " + facts.flagsKept() + " flags kept, of " + facts.interrupted()),
                new Finding(
                        facts.atDatabase() == facts.ofPool(),
                        "afterwards the database counts as many connections as the pool",
                        facts.atDatabase() + " in the database, " + facts.ofPool() + " in the pool"),
                new Finding(facts.capacity() == SIZE, "the pool's capacity is back", facts.capacity() + " of " + SIZE),
                new Finding(
                        facts.wrongAnswers() == 0 && facts.answers() > 0,
                        "no reply reaches the wrong caller",
                        facts.wrongAnswers() + " wrong in " + facts.answers() + " replies, after " + facts.tornQueries()
                                + " torn queries"));
    }

    /** How an interrupted waiter ended. */
    private record Told(boolean atOnce, boolean flagKept) {}

    /** How queries ended before their time; for one thread. */
    private static final class Torn {
        private int cancelled;
        private int timedOut;

        int all() {
            return cancelled + timedOut;
        }
    }

    /**
     * All connections are in the middle of a query, one of which has a timeout; of those who wait, half are interrupted and half
     * time out.
     */
    private static void round(DatabaseStage stage, String busy, List<Told> told, Torn torn) throws Exception {
        Query timed = Query.start(stage, "query-1", busy, QUERY_TIMEOUT_SECONDS);
        List<Query> queries = new ArrayList<>();
        for (int i = 2; i <= SIZE; i++) {
            queries.add(Query.start(stage, "query-" + i, busy, 0));
        }
        List<Crew.Member<Told>> waiters = new ArrayList<>();
        for (int i = 1; i <= WAITERS; i++) {
            waiters.add(stage.crew().start("waiter-" + i, () -> waitInVain(stage)));
        }
        Await.passing(UNDER_WAY);
        for (Crew.Member<Told> waiter : waiters.subList(0, WAITERS / 2)) {
            long interrupted = System.nanoTime();
            waiter.thread().interrupt();
            told.add(end(waiter, interrupted));
        }
        for (Crew.Member<Told> waiter : waiters.subList(WAITERS / 2, WAITERS)) {
            waiter.awaitDone(PATIENCE);
        }
        torn.timedOut += timed.timesOut() ? 1 : 0;
        for (Query query : queries) {
            torn.cancelled += query.tear() ? 1 : 0;
        }
    }

    private static Told end(Crew.Member<Told> waiter, long interrupted) throws Exception {
        try {
            Told end = waiter.within(PATIENCE);
            boolean atOnce = System.nanoTime() - interrupted < PROMPT.toNanos();
            return new Told(end.atOnce && atOnce, end.flagKept);
        } catch (TimeoutException e) {
            return new Told(false, false);
        }
    }

    private static Told waitInVain(DatabaseStage stage) {
        try (Connection connection = stage.acquire()) {
            return new Told(false, false);
        } catch (SQLException e) {
            return new Told(true, Thread.currentThread().isInterrupted());
        }
    }

    /** A thread in the middle of a query; its job gives whether an error ended that. */
    private record Query(Crew.Member<Boolean> member, CompletableFuture<Statement> statement) {

        /** @param timeoutSeconds how long the driver shall let it run; 0 for no limit */
        static Query start(DatabaseStage stage, String name, String busy, int timeoutSeconds) throws Exception {
            CompletableFuture<Statement> running = new CompletableFuture<>();
            Crew.Member<Boolean> member = stage.crew().start(name, () -> {
                try (Connection connection = stage.acquire();
                        Statement statement = connection.createStatement()) {
                    limit(statement, timeoutSeconds);
                    running.complete(statement);
                    return isTorn(statement, busy);
                } catch (SQLException e) {
                    // There was no connection, which whoever started this is told; or close() said that the query was
                    // torn.
                    running.completeExceptionally(e);
                    return true;
                }
            });
            running.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Query(member, running);
        }

        private static void limit(Statement statement, int seconds) throws SQLException {
            if (seconds > 0) {
                try {
                    statement.setQueryTimeout(seconds);
                } catch (SQLFeatureNotSupportedException e) {
                    // The query then runs its time, and is not counted.
                }
            }
        }

        private static boolean isTorn(Statement statement, String busy) {
            try {
                statement.execute(busy);
                return false;
            } catch (SQLException e) {
                return true;
            }
        }

        /** Leaves it to its timeout; a driver that has none lets it run its time. */
        boolean timesOut() throws Exception {
            return member.awaitDone(PATIENCE) && member.within(PATIENCE);
        }

        /** Interrupts the thread; most drivers do not hear that, so the statement is cancelled as well. */
        boolean tear() throws Exception {
            member.thread().interrupt();
            Statement running = statement.get();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!member.awaitDone(UNDER_WAY) && System.nanoTime() - deadline < 0) {
                cancel(running);
            }
            return member.done() && member.within(PATIENCE);
        }

        private static void cancel(Statement running) {
            try {
                running.cancel();
            } catch (SQLException e) {
                // It has ended meanwhile, or this driver cannot: the query then runs its time.
            }
        }
    }

    private static int capacity(DatabaseStage stage) {
        try {
            return stage.warm(SIZE).size();
        } catch (SQLException e) {
            stage.evidence().saw("acquiring %d at a time: %s", SIZE, Errors.line(e));
            return 0;
        }
    }
}

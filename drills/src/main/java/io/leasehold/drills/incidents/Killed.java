package io.leasehold.drills.incidents;

import io.leasehold.drills.Await;
import io.leasehold.drills.CannotInjectException;
import io.leasehold.drills.Crew;
import io.leasehold.drills.DatabaseDrill;
import io.leasehold.drills.DatabaseStage;
import io.leasehold.drills.Errors;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Finding;
import io.leasehold.drills.databases.Observer;
import io.leasehold.drills.pools.PoolNeeds;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The server ends its sessions, in use and idle: a restart, a failover, an administrator. */
public final class Killed implements DatabaseDrill {

    private static final int SIZE = 4;
    private static final int ROUNDS = 3;
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration REPLACED = Duration.ofSeconds(3);
    private static final Duration PAYS = Duration.ofMillis(1_000);

    /**
     * What the incident left.
     *
     * @param holderError what the holder's call came to, or null if it went through or never ended
     * @param holderWaited how long after the kill the holder knew
     * @param replacedAfter how long until all were replaced in the database though nobody asked, or empty if they were not
     * @param callers how many leases were asked for right after the second kill was known
     * @param callerErrors what those callers got
     * @param slowest the longest any of them took
     */
    record Facts(
            @Nullable String holderError,
            Duration holderWaited,
            Optional<Duration> replacedAfter,
            int callers,
            List<String> callerErrors,
            Duration slowest) {}

    @Override
    public String name() {
        return "killed";
    }

    @Override
    public String incident() {
        return "The server ends sessions in use and idle; the pool goes on lending what is dead.";
    }

    @Override
    public PoolNeeds needs() {
        return PoolNeeds.size(SIZE);
    }

    @Override
    public List<Finding> run(DatabaseStage stage) throws Exception {
        Evidence evidence = stage.evidence();
        Observer observer = stage.observer();
        Set<String> first = stage.warm(SIZE);
        Death holder = killUnder(stage, first);
        evidence.measured("holder's error after the kill", holder.waited);
        Optional<Duration> replaced = awaitReplacement(stage, first);
        replaced.ifPresent(time -> evidence.measured("all sessions replaced, with nobody asking, after", time));
        evidence.saw(
                "%s",
                replaced.isPresent()
                        ? "the database shows " + SIZE + " new sessions, though nobody has asked the pool for one"
                        : "after " + REPLACED.toMillis() + " ms the database shows " + observer.count()
                                + " sessions of " + SIZE);

        Set<String> second = warm(stage);
        killUnder(stage, second);
        List<Call> calls = callers(stage);
        List<String> errors = calls.stream()
                .filter(call -> call.error != null)
                .map(call -> call.error)
                .toList();
        Duration slowest =
                calls.stream().map(call -> call.took).max(Duration::compareTo).orElse(Duration.ZERO);
        evidence.did(
                "%d users asked for a connection as soon as the holder had its error, %d times each", SIZE, ROUNDS);
        evidence.saw(
                "%d errors in %d leases%s; the slowest took %d ms",
                errors.size(), calls.size(), errors.isEmpty() ? "" : ", such as " + errors.get(0), slowest.toMillis());
        evidence.measured("slowest caller after a kill", slowest);
        return judge(new Facts(holder.error, holder.waited, replaced, calls.size(), errors, slowest));
    }

    static List<Finding> judge(Facts facts) {
        return List.of(
                new Finding(
                        facts.holderError() != null && facts.holderWaited().compareTo(ANSWER) < 0,
                        "the holder of a killed connection gets an error at once",
                        facts.holderError() == null
                                ? "no error"
                                : facts.holderError() + " after "
                                        + facts.holderWaited().toMillis() + " ms"),
                new Finding(
                        facts.replacedAfter().isPresent(),
                        "its dead siblings are found and replaced without any caller paying for it",
                        facts.replacedAfter()
                                .map(time -> "all replaced after " + time.toMillis() + " ms")
                                .orElse("not replaced until somebody asks")),
                new Finding(
                        facts.callerErrors().isEmpty() && facts.callers() > 0,
                        "no dead connection is lent afterwards",
                        facts.callerErrors().size() + " errors in " + facts.callers() + " leases"
                                + facts.callerErrors().stream()
                                        .findFirst()
                                        .map(error -> ": " + error)
                                        .orElse("")),
                new Finding(
                        facts.slowest().compareTo(PAYS) < 0,
                        "no caller waits for a dead connection",
                        "the slowest took " + facts.slowest().toMillis() + " ms"));
    }

    private record Death(@Nullable String error, Duration waited) {}

    /**
     * Kills all sessions while one is in the middle of a query, that one last: a server may take its time to end a session,
     * and when the holder has its error all of them are to be dead. Gives what the holder got.
     */
    private static Death killUnder(DatabaseStage stage, Set<String> ids) throws Exception {
        CompletableFuture<String> holding = new CompletableFuture<>();
        Crew.Member<Boolean> holder = stage.crew().start("long-query", () -> queryUntilKilled(stage, holding));
        String inUse = holding.get(10, TimeUnit.SECONDS);
        if (stage.dialect().busy() != null) {
            stage.observer().awaitExecuting(inUse, Duration.ofSeconds(2));
        }
        Set<String> idle = new LinkedHashSet<>(ids);
        idle.remove(inUse);
        idle.forEach(stage.observer()::end);
        if (stage.observer().awaitGone(idle, ANSWER).isEmpty()) {
            throw new CannotInjectException("the server was told to end its sessions, and did not");
        }
        if (!inUse.isEmpty()) {
            stage.observer().end(inUse);
        }
        long killed = System.nanoTime();
        stage.evidence()
                .did("the server ended all %d sessions: one in the middle of a query, the others idle", ids.size());
        String error = null;
        try {
            holder.within(ANSWER);
        } catch (TimeoutException e) {
            stage.evidence().saw("the holder still waits for an answer after %d ms", ANSWER.toMillis());
        } catch (SQLException e) {
            error = Errors.line(e);
        }
        stage.evidence().saw("the holder got %s", error == null ? "no error" : error);
        return new Death(error, Duration.ofNanos(System.nanoTime() - killed));
    }

    private static boolean queryUntilKilled(DatabaseStage stage, CompletableFuture<String> holding)
            throws SQLException {
        try (Connection connection = stage.acquire();
                Statement statement = connection.createStatement()) {
            Optional<String> busy = stage.dialect().busy(ANSWER.multipliedBy(4));
            holding.complete(stage.observer().sessionOf(connection));
            if (busy.isPresent()) {
                statement.execute(busy.get());
            }
            long giveUp = System.nanoTime() + ANSWER.toNanos();
            while (System.nanoTime() - giveUp < 0) {
                stage.echo(connection, 1);
            }
            return true;
        } catch (SQLException e) {
            holding.complete("");
            throw e;
        }
    }

    private static Optional<Duration> awaitReplacement(DatabaseStage stage, Set<String> dead) throws Exception {
        Observer observer = stage.observer();
        return Await.until(REPLACED, () -> {
            Set<String> now = observer.sessions();
            return now.size() == SIZE && Collections.disjoint(now, dead);
        });
    }

    private static Set<String> warm(DatabaseStage stage) {
        try {
            return stage.warm(SIZE);
        } catch (SQLException e) {
            stage.evidence().saw("acquiring %d at a time: %s", SIZE, Errors.line(e));
            return Set.of();
        }
    }

    private record Call(@Nullable String error, Duration took) {}

    private static List<Call> callers(DatabaseStage stage) throws Exception {
        List<Crew.Member<Call>> members = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            members.clear();
            for (int i = 1; i <= SIZE; i++) {
                members.add(stage.crew().start("customer-" + i, () -> call(stage)));
            }
            for (Crew.Member<Call> member : members) {
                calls.add(answer(member));
            }
        }
        return calls;
    }

    private static Call answer(Crew.Member<Call> member) throws Exception {
        try {
            return member.within(ANSWER);
        } catch (TimeoutException e) {
            return new Call("no answer: " + e.getMessage(), ANSWER);
        }
    }

    private static Call call(DatabaseStage stage) {
        long began = System.nanoTime();
        String error = null;
        try (Connection connection = stage.acquire()) {
            stage.echo(connection, 42);
        } catch (SQLException e) {
            error = Errors.line(e);
        }
        return new Call(error, Duration.ofNanos(System.nanoTime() - began));
    }
}

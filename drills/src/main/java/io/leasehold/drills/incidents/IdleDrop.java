package io.leasehold.drills.incidents;

import io.leasehold.drills.Await;
import io.leasehold.drills.CannotInjectException;
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
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A firewall forgets idle connections without a word to either side; whoever writes on one waits for TCP to give up. */
public final class IdleDrop implements DatabaseDrill {

    private static final int SIZE = 4;
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(2);
    private static final Duration SURELY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration TOLERANCE = Duration.ofSeconds(1);
    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s?(ms|s)\\b");

    /**
     * What the incident left.
     *
     * @param limit after how long the middlebox drops an idle flow
     * @param callers how many asked for a connection afterwards
     * @param errors what they got
     * @param slowest the longest any of them took
     * @param allowed how long a caller may take: a check and an open
     * @param advice what the pool said about idleness, or null
     */
    record Facts(
            Duration limit,
            int callers,
            List<String> errors,
            Duration slowest,
            Duration allowed,
            @Nullable String advice) {}

    @Override
    public String name() {
        return "idle-drop";
    }

    @Override
    public String incident() {
        return "A firewall drops idle connections without a word; callers hang until TCP gives up.";
    }

    @Override
    public PoolNeeds needs() {
        return PoolNeeds.size(SIZE).checkTimeout(Duration.ofMillis(500));
    }

    @Override
    public List<Finding> run(DatabaseStage stage) throws Exception {
        Evidence evidence = stage.evidence();
        stage.wire().dropIdle(IDLE_LIMIT);
        stage.warm(SIZE);
        evidence.did(
                "%d connections were used, then left idle; the middlebox drops flows idle for %d ms without a word",
                SIZE, IDLE_LIMIT.toMillis());
        Await.passing(IDLE_LIMIT.plus(SURELY));

        List<Call> calls = callAll(stage);
        List<String> errors = calls.stream()
                .filter(call -> call.error != null)
                .map(call -> call.error)
                .toList();
        Duration slowest =
                calls.stream().map(call -> call.took).max(Duration::compareTo).orElseThrow();
        evidence.did("%d users asked for a connection at the same time, and again", SIZE);
        evidence.saw(
                "%d errors in %d leases%s; the slowest took %d ms",
                errors.size(), calls.size(), errors.isEmpty() ? "" : ", such as " + errors.get(0), slowest.toMillis());
        int dropped = stage.wire().dropped();
        if (dropped == 0) {
            throw new CannotInjectException(
                    "no flow was idle for " + IDLE_LIMIT.toMillis() + " ms, so none was dropped");
        }
        evidence.saw("the proxy has dropped %d idle flows that somebody wrote to or closed", dropped);
        evidence.measured("idle flows dropped without a word", dropped, "connections");
        evidence.measured("slowest caller after the drop", slowest);
        Await.until(Duration.ofSeconds(2), () -> advice(stage.log().lines()) != null);
        Duration allowed = stage.needs().acquireTimeout();
        return judge(new Facts(
                IDLE_LIMIT,
                calls.size(),
                errors,
                slowest,
                allowed,
                advice(stage.log().lines())));
    }

    static List<Finding> judge(Facts facts) {
        return List.of(
                new Finding(
                        facts.errors().isEmpty() && facts.callers() > 0,
                        "callers see no error",
                        facts.errors().size() + " errors in " + facts.callers() + " leases"
                                + facts.errors().stream()
                                        .findFirst()
                                        .map(error -> ": " + error)
                                        .orElse("")),
                new Finding(
                        facts.slowest().compareTo(facts.allowed()) < 0,
                        "no caller waits for a TCP timeout",
                        "the slowest took " + facts.slowest().toMillis() + " ms of "
                                + facts.allowed().toMillis() + " allowed"),
                new Finding(
                        facts.advice() != null,
                        "the pool's advice names the idle limit it saw",
                        facts.advice() == null
                                ? "no advice near " + facts.limit().toMillis() + " ms"
                                : facts.advice()));
    }

    /** A line about idleness that names a time near the limit. */
    static @Nullable String advice(List<String> lines) {
        for (String line : lines) {
            String first = line.lines().findFirst().orElse("");
            if (first.contains("idle") && namesLimit(first)) {
                return first;
            }
        }
        return null;
    }

    private static boolean namesLimit(String line) {
        Matcher times = TIME.matcher(line);
        while (times.find()) {
            double millis = Double.parseDouble(times.group(1)) * ("s".equals(times.group(2)) ? 1_000 : 1);
            if (millis >= IDLE_LIMIT.toMillis() * 0.75
                    && millis <= IDLE_LIMIT.plus(TOLERANCE).toMillis()) {
                return true;
            }
        }
        return false;
    }

    private record Call(@Nullable String error, Duration took) {}

    private static List<Call> callAll(DatabaseStage stage) throws Exception {
        List<Call> calls = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            List<Crew.Member<Call>> callers = new ArrayList<>();
            for (int i = 1; i <= SIZE; i++) {
                callers.add(stage.crew().start("customer-" + i, () -> call(stage)));
            }
            long began = System.nanoTime();
            for (Crew.Member<Call> caller : callers) {
                calls.add(answer(caller, PATIENCE.minusNanos(System.nanoTime() - began)));
            }
        }
        return calls;
    }

    private static Call answer(Crew.Member<Call> caller, Duration left) throws Exception {
        try {
            return caller.within(left.isNegative() ? Duration.ofMillis(1) : left);
        } catch (TimeoutException e) {
            return new Call("no answer within " + PATIENCE.toMillis() + " ms", PATIENCE);
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

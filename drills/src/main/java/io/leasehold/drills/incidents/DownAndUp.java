package io.leasehold.drills.incidents;

import io.leasehold.drills.Await;
import io.leasehold.drills.BareWait;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The database refuses, then hangs, then is back: the pool must say which, wait no longer than it promised, and not storm. */
public final class DownAndUp implements DatabaseDrill {

    private static final int SIZE = 3;
    private static final int CALLERS = 6;
    private static final Duration TIMEOUT = Duration.ofMillis(1_000);
    private static final Duration LATENESS = Duration.ofMillis(50);
    private static final Duration PATIENCE = TIMEOUT.multipliedBy(4);
    private static final Duration OUTAGE = Duration.ofSeconds(2);
    private static final double OPENS_A_SECOND = 20;
    private static final Duration RECOVERY = Duration.ofSeconds(3);

    /**
     * What the incident left.
     *
     * @param full what a caller got while all connections were held
     * @param refused what a caller got while the database refused
     * @param hung what a caller got while the database hung
     * @param opensASecond connections tried each second of the outage, all callers together
     * @param recoveredAfter how long after the database was back a caller was served, or empty if none was
     */
    record Facts(Answer full, Answer refused, Answer hung, double opensASecond, Optional<Duration> recoveredAfter) {}

    /**
     * What a caller got.
     *
     * @param error the error, or null if there was none
     * @param took how long it took
     * @param machineLate how late a bare wait of the deadline's length was meanwhile
     */
    record Answer(@Nullable SQLException error, Duration took, Duration machineLate) {

        String line() {
            if (error != null) {
                return Errors.line(error);
            }
            return took.compareTo(PATIENCE) >= 0 ? "no answer" : "no error";
        }

        String brief() {
            return error == null ? line() : Errors.brief(error);
        }

        boolean served() {
            return error == null && took.compareTo(PATIENCE) < 0;
        }

        /** What the error says but for its figures. */
        String gist() {
            return error == null
                    ? ""
                    : String.valueOf(error.getMessage())
                            .lines()
                            .findFirst()
                            .orElse("")
                            .replaceAll("\\d+", "#");
        }
    }

    @Override
    public String name() {
        return "down-and-up";
    }

    @Override
    public String incident() {
        return "The database refuses, hangs, returns; 'down' reads like 'full', and everybody storms it.";
    }

    @Override
    public PoolNeeds needs() {
        return PoolNeeds.size(SIZE).acquireTimeout(TIMEOUT).openTimeout(Duration.ofMillis(500));
    }

    @Override
    public List<Finding> run(DatabaseStage stage) throws Exception {
        Evidence evidence = stage.evidence();
        Answer full = whileFull(stage);
        stage.wire().refuse();
        evidence.did("the database went away: every connection cut, new ones refused");
        long before = stage.wire().attempts();
        long began = System.nanoTime();
        Traffic crowd = Traffic.anonymous(stage, CALLERS, "customer");
        Await.passing(OUTAGE.dividedBy(2));
        Answer refused = askBesideABareWait(stage);
        evidence.saw("while it refuses, after %d ms: %s", refused.took.toMillis(), refused.line());
        Await.passing(Duration.ofNanos(Math.max(0, OUTAGE.toNanos() - (System.nanoTime() - began))));
        double rate = (stage.wire().attempts() - before) / ((System.nanoTime() - began) / 1e9);
        evidence.measured("connections tried during the outage", rate, "a second");
        evidence.saw(
                "%d callers; the proxy counted %d attempts to connect",
                CALLERS, stage.wire().attempts() - before);

        stage.wire().hang();
        evidence.did("the database hangs: it accepts, and says nothing");
        Answer hung = askBesideABareWait(stage);
        evidence.saw("while it hangs, after %d ms: %s", hung.took.toMillis(), hung.line());

        stage.wire().restore();
        evidence.did("the database is back");
        Optional<Duration> recovered = Await.until(
                RECOVERY.multipliedBy(2), () -> ask(stage, "first-served").served());
        recovered.ifPresent(time -> evidence.measured("a caller is served again after", time));
        evidence.saw(
                "%s",
                recovered
                        .map(time -> "a caller was served after " + time.toMillis() + " ms")
                        .orElse("no caller was served"));
        crowd.stop();
        return judge(new Facts(full, refused, hung, rate, recovered));
    }

    static List<Finding> judge(Facts facts) {
        SQLException full = facts.full().error();
        SQLException refused = facts.refused().error();
        boolean told = full != null
                && refused != null
                && (full.getClass() != refused.getClass() || !Errors.state(full).equals(Errors.state(refused)))
                && !facts.full().gist().equals(facts.refused().gist());
        return List.of(
                new Finding(
                        told,
                        "'cannot open' differs from 'full', by type or SQLState and in words",
                        "full: " + facts.full().brief() + " | down: "
                                + facts.refused().brief()),
                inTime("refuses", facts.refused()),
                inTime("hangs", facts.hung()),
                new Finding(
                        facts.opensASecond() <= OPENS_A_SECOND,
                        "no storm of opens: at most " + (int) OPENS_A_SECOND + " a second",
                        "%.1f a second from %d callers".formatted(facts.opensASecond(), CALLERS)),
                new Finding(
                        facts.recoveredAfter()
                                .filter(time -> time.compareTo(RECOVERY) <= 0)
                                .isPresent(),
                        "callers are served within one back-off step and an open: " + RECOVERY.toMillis() + " ms",
                        facts.recoveredAfter()
                                .map(time -> "after " + time.toMillis() + " ms")
                                .orElse("not served")));
    }

    private static Finding inTime(String what, Answer answer) {
        boolean held = answer.error() != null
                && answer.took().compareTo(TIMEOUT.plus(LATENESS).plus(answer.machineLate())) <= 0;
        return new Finding(
                held,
                "while the database " + what + ", a caller is told within its deadline plus " + LATENESS.toMillis()
                        + " ms, what the machine itself is late by apart",
                "after " + answer.took().toMillis() + " ms (a bare wait was "
                        + answer.machineLate().toMillis() + " ms late): " + answer.line());
    }

    private static Answer whileFull(DatabaseStage stage) throws Exception {
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < SIZE; i++) {
                held.add(stage.acquire());
            }
            stage.evidence().did("all %d connections were held; one more was asked for", SIZE);
            Answer full = ask(stage, "checkout");
            stage.evidence().saw("after %d ms: %s", full.took.toMillis(), full.line());
            return full;
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    private static Answer askBesideABareWait(DatabaseStage stage) throws Exception {
        BareWait bare = BareWait.begin(stage.crew(), TIMEOUT);
        Answer answer = ask(stage, "checkout");
        return new Answer(answer.error, answer.took, bare.lateness());
    }

    /** One caller that acquires and asks the database something, and is not waited for longer than patience allows. */
    private static Answer ask(DatabaseStage stage, String thread) throws Exception {
        Crew.Member<Answer> member = stage.crew().start(thread, () -> {
            long began = System.nanoTime();
            SQLException error = null;
            try (Connection connection = stage.acquire()) {
                stage.echo(connection, 1);
            } catch (SQLException e) {
                error = e;
            }
            return new Answer(error, Duration.ofNanos(System.nanoTime() - began), Duration.ZERO);
        });
        try {
            return member.within(PATIENCE);
        } catch (TimeoutException e) {
            return new Answer(null, PATIENCE, Duration.ZERO);
        }
    }
}

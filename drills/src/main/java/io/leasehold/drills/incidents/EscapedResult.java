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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A result set leaves the block that holds its connection, as a lazy scan did, and is read after the return. */
public final class EscapedResult implements DatabaseDrill {

    private static final int ROWS = 1_000;
    private static final int FETCH = 50;
    private static final int FIRST_FEW = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * What the incident left.
     *
     * @param rowsRead how many rows were read after the return, or -1 if reading did not end
     * @param readError what reading came to, or null if it went through
     * @param roundsOfOther how often the other user was served meanwhile, on the same single connection
     * @param errorsOfOther how often that user got an error
     * @param wrongAnswers how often that user got another's answer
     * @param streamed how many rows the pool's own lazy read gave, or empty if it has none
     * @param backAfterEnd whether the lease was back once the stream was read to its end, though not closed
     * @param backAfterBreak whether the lease was back once the stream was closed after a few rows
     */
    record Facts(
            long rowsRead,
            @Nullable String readError,
            long roundsOfOther,
            long errorsOfOther,
            long wrongAnswers,
            OptionalLong streamed,
            boolean backAfterEnd,
            boolean backAfterBreak) {}

    @Override
    public String name() {
        return "escaped-result";
    }

    @Override
    public String incident() {
        return "A lazy result is read after its connection went back: two threads talk on one socket.";
    }

    @Override
    public PoolNeeds needs() {
        return PoolNeeds.size(1);
    }

    @Override
    public List<Finding> run(DatabaseStage stage) throws Exception {
        String sql = stage.dialect()
                .rows(ROWS)
                .orElseThrow(() -> new CannotInjectException(
                        "no query of many rows is known for " + stage.dialect().name()));
        Evidence evidence = stage.evidence();
        ResultSet escaped = escape(stage, sql);
        evidence.did(
                "a query for %d rows ran on the pool's only connection; close() was called before any row was read",
                ROWS);
        Traffic other = Traffic.anonymous(stage, 1, "customer");
        awaitRounds(other, 20);
        evidence.did("another thread has used that connection %d times since", other.rounds());

        Reading late = readInTime(escaped);
        evidence.did("the result set was read now");
        evidence.saw("%s", late);
        awaitRounds(other, other.rounds() + 20);
        boolean ended = other.stop();
        long errors = other.errorCount() + (ended ? 0 : 1);
        evidence.saw(
                "the other thread: %d leases, %d errors, %d wrong answers",
                other.rounds(), errors, other.wrongAnswers());

        OptionalLong streamed = readToTheEnd(stage, sql);
        boolean backAfterEnd = streamed.isPresent() && isBack(stage);
        boolean brokenOff = breakOff(stage, sql);
        boolean backAfterBreak = brokenOff && isBack(stage);
        return judge(new Facts(
                late.rows,
                late.error,
                other.rounds(),
                errors,
                other.wrongAnswers(),
                streamed,
                backAfterEnd,
                backAfterBreak));
    }

    static List<Finding> judge(Facts facts) {
        boolean harmless = facts.errorsOfOther() == 0 && facts.wrongAnswers() == 0 && facts.roundsOfOther() > 0;
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                facts.rowsRead() == 0 && facts.readError() != null,
                "a result read after its connection went back reads nothing, and says so",
                new Reading(facts.rowsRead(), facts.readError()).toString()));
        findings.add(new Finding(
                harmless,
                "it harms nobody: the other thread gets its own answers",
                facts.errorsOfOther() + " errors, " + facts.wrongAnswers() + " wrong answers in "
                        + facts.roundsOfOther() + " leases"));
        facts.streamed().ifPresent(rows -> findings.addAll(judgeStream(facts, rows)));
        return findings;
    }

    /** Of a pool that offers a lazy result; one that does not has broken no law of it. */
    private static List<Finding> judgeStream(Facts facts, long rows) {
        return List.of(
                new Finding(
                        rows == ROWS,
                        "a lazy result that owns its lease is read to the end",
                        rows + " of " + ROWS + " rows"),
                new Finding(facts.backAfterEnd(), "its end returns the lease", back(facts.backAfterEnd())),
                new Finding(facts.backAfterBreak(), "breaking it off returns the lease", back(facts.backAfterBreak())));
    }

    private static String back(boolean back) {
        return back ? "returned" : "the next acquire found the pool empty";
    }

    /** The bug: the rows are meant to be read by the caller, when the connection is somebody else's. */
    @SuppressWarnings("resource") // that the statement stays open is the incident
    private static ResultSet escape(DatabaseStage stage, String sql) throws SQLException {
        try (Connection connection = stage.acquire()) {
            if (stage.dialect().rowsNeedTransaction()) {
                connection.setAutoCommit(false);
            }
            Statement statement = connection.createStatement();
            statement.setFetchSize(FETCH);
            return statement.executeQuery(sql);
        }
    }

    private record Reading(long rows, @Nullable String error) {
        @Override
        public String toString() {
            return (rows < 0 ? "reading did not end" : rows + " rows") + ", " + (error == null ? "no error" : error);
        }
    }

    /** Of two threads that read from one socket, one may wait for ever for what the other has taken. */
    private static Reading readInTime(ResultSet rows) throws Exception {
        try (Crew crew = new Crew()) {
            return crew.start("late-reader", () -> read(rows)).within(PATIENCE);
        } catch (TimeoutException e) {
            return new Reading(-1, e.getMessage());
        }
    }

    private static Reading read(ResultSet rows) {
        long count = 0;
        try {
            while (rows.next()) {
                rows.getLong(1);
                count++;
            }
            return new Reading(count, null);
        } catch (SQLException | RuntimeException e) {
            return new Reading(count, Errors.line(e));
        }
    }

    @SuppressWarnings("resource") // that an exhausted stream needs no close is what is shown
    private static OptionalLong readToTheEnd(DatabaseStage stage, String sql) {
        try {
            Optional<Stream<Long>> stream = stage.pool().stream(sql, row -> row.getLong(1));
            if (stream.isEmpty()) {
                stage.evidence().saw("the pool offers no lazy result that owns its lease");
                return OptionalLong.empty();
            }
            long rows = stream.get()
                    .filter(number -> number > 0)
                    .mapToLong(number -> 1)
                    .sum();
            stage.evidence()
                    .did("the same query was read through the pool's own stream, to the end, without closing it");
            stage.evidence().saw("%d rows", rows);
            return OptionalLong.of(rows);
        } catch (SQLException | RuntimeException e) {
            stage.evidence().saw("the stream failed: %s", Errors.line(e));
            return OptionalLong.of(-1);
        }
    }

    private static boolean breakOff(DatabaseStage stage, String sql) {
        try {
            Optional<Stream<Long>> offered = stage.pool().stream(sql, row -> row.getLong(1));
            if (offered.isEmpty()) {
                return false;
            }
            try (Stream<Long> stream = offered.get()) {
                long rows = stream.limit(FIRST_FEW).count();
                stage.evidence().did("a second stream was closed after %d rows", rows);
            }
            return true;
        } catch (SQLException | RuntimeException e) {
            stage.evidence().saw("the second stream failed: %s", Errors.line(e));
            return false;
        }
    }

    private static boolean isBack(DatabaseStage stage) {
        try (Connection connection = stage.acquire()) {
            return stage.echo(connection, 7) == 7;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void awaitRounds(Traffic traffic, long rounds) throws Exception {
        Await.until(PATIENCE, () -> traffic.rounds() >= rounds);
    }
}

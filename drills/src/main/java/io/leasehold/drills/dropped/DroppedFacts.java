package io.leasehold.drills.dropped;

import io.leasehold.drills.Finding;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What killed clients left, and what follows from it. For one thread. */
final class DroppedFacts {

    /** One client that was killed in mid-query. For one thread. */
    static final class Kill {
        /** As the database said before. */
        int executing;

        /** After how long the database executed nothing of it any more, or null if it still does. */
        @Nullable Duration statementGone;

        /** After how long the server had no session of it any more, or null if it still has. */
        @Nullable Duration sessionsGone;

        int sessionsBefore;
        int sessionsLeft;
    }

    final Kill one = new Kill();
    final Kill two = new Kill();
    int asked;
    int served;
    int connections;
    String refusal = "";

    private final Duration atOnce;

    DroppedFacts(Duration atOnce) {
        this.atOnce = atOnce;
    }

    List<Finding> judge() {
        return List.of(
                new Finding(
                        one.executing == 1 && soon(one.statementGone),
                        "the statement of a client that is killed ends in the database",
                        statement(one)),
                new Finding(one.sessionsBefore == 1 && soon(one.sessionsGone), "its session ends", sessions(one)),
                new Finding(
                        two.executing == 1 && soon(two.statementGone),
                        "the same with two sessions over one connection: the statement ends",
                        statement(two)),
                new Finding(
                        two.sessionsBefore == 2 && soon(two.sessionsGone), "and so do both sessions", sessions(two)),
                new Finding(
                        served == asked,
                        "the next clients find all connections free",
                        served + " of " + asked + " were served" + (refusal.isEmpty() ? "" : ": " + refusal)),
                new Finding(
                        connections <= SqlServer.CONNECTIONS,
                        "the database has no more connections than the server may open",
                        connections + " connections, " + SqlServer.CONNECTIONS + " at most"));
    }

    private boolean soon(@Nullable Duration after) {
        return after != null && after.compareTo(atOnce) <= 0;
    }

    static String statement(Kill kill) {
        return "in the database " + count(kill.executing, "statement") + " of it ran before; "
                + (kill.statementGone == null
                        ? "it still runs"
                        : "none " + kill.statementGone.toMillis() + " ms after the kill");
    }

    private static String count(int number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }

    static String sessions(Kill kill) {
        return "the server had " + count(kill.sessionsBefore, "session") + " before; "
                + (kill.sessionsGone == null
                        ? "it still has " + kill.sessionsLeft
                        : "none " + kill.sessionsGone.toMillis() + " ms after the kill");
    }
}

package io.leasehold.gateway.internal.console;

import static j2html.TagCreator.each;
import static j2html.TagCreator.span;

import io.leasehold.gateway.internal.view.EndView;
import io.leasehold.session.ConnectionSnapshot;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionSnapshot;
import io.leasehold.session.SessionSnapshot.Holding;
import io.leasehold.session.SessionState;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sessions and what keeps them alive, the connections they hang on, and those that have ended. Stateless. */
final class SessionParts {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** Those who look at the page want to know what goes on; what has ended may take up a part of it and no more. */
    private static final int MOST_ENDS = 10;

    private SessionParts() {}

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    static DomContent sessions(Readout now, String csrf) {
        List<SessionSnapshot> sessions = now.sessions().sessions();
        return Html.part(
                "sessions",
                "Sessions",
                now.sessions().count(SessionState.ATTACHED) + " attached, "
                        + now.sessions().count(SessionState.DETACHED) + " detached",
                Html.rows(
                        sessions,
                        "Nobody is here.",
                        List.of("Session", "User", "Alive because", "Holds", "Age", ""),
                        session -> session(session, now.at(), csrf)));
    }

    private static List<DomContent> session(SessionSnapshot session, Instant now, String csrf) {
        return List.of(
                Html.id(session.id()),
                Html.stack(
                        Html.text(session.principal()),
                        session.actingAs().equals(session.principal())
                                ? Html.nothing()
                                : Html.faint("as " + session.actingAs()),
                        Html.faint(session.address())),
                Html.stack(
                        Html.pill(session.state().name().toLowerCase(Locale.ROOT), life(session, now)), rest(session)),
                holdings(session),
                Html.number(Words.of(session.age())),
                Html.act("/session/end", csrf, "End", "End this session", Map.of("id", session.id())));
    }

    private static DomContent holdings(SessionSnapshot session) {
        List<Holding> held = session.holdings().stream()
                .filter(one -> isShown(one, session.holdings()))
                .toList();
        return held.isEmpty()
                ? Html.faint("nothing")
                : Html.stack(each(
                        held,
                        one -> span(
                                Html.brief(one.name()),
                                Html.faint(" " + one.what().toLowerCase(Locale.ROOT) + ", "),
                                Html.number(Words.of(one.age())).withClasses("num", "faint"))));
    }

    /**
     * What every session has for the gateway's own sake tells nobody anything; and a result whose rows still come is held twice, as what
     * the client may fetch and as what takes a connection: it is shown as the latter.
     */
    private static boolean isShown(Holding one, List<Holding> all) {
        boolean comes = one.what().equals(HoldKind.RESULT.name())
                && all.stream()
                        .anyMatch(other -> other.what().equals(HoldKind.CURSOR.name())
                                && other.name().equals(one.name()));
        return !one.what().equals(HoldKind.OTHER.name()) && !comes;
    }

    /** What keeps a session alive, and until when. */
    static String life(SessionSnapshot session, Instant now) {
        Duration detached = session.detached();
        if (session.state() == SessionState.OPENING) {
            return "being opened";
        }
        if (detached == null) {
            return session.connections().isEmpty()
                    ? "attached by its calls"
                    : "attached to " + Words.count(session.connections().size(), "connection", "connections");
        }
        if (!session.onDisconnect().ends()) {
            return "detached, until it is idle for too long";
        }
        Duration left = session.onDisconnect().grace().minus(detached);
        return left.isNegative() || left.isZero()
                ? "detached, about to end"
                : "detached until " + clock(now.plus(left)) + " (" + Words.of(left) + ")";
    }

    private static DomContent rest(SessionSnapshot session) {
        String quiet = quiet(session);
        return session.calls() > 0
                ? Html.faint(Words.count(session.calls(), "call", "calls") + " now")
                : !quiet.isEmpty()
                        ? Html.faint(quiet)
                        : session.idle().isZero() ? Html.nothing() : Html.faint("idle for " + Words.of(session.idle()));
    }

    /** How long no call has come to a session that hangs on calls alone, and for how long that may go on; empty for others. */
    static String quiet(SessionSnapshot session) {
        Duration quiet = session.quiet();
        Duration left = session.quietLeft();
        return quiet == null || left == null || session.calls() > 0
                ? ""
                : "last call " + Words.of(quiet) + " ago, given up in " + Words.of(left);
    }

    static DomContent connections(Readout now) {
        List<ConnectionSnapshot> connections = now.sessions().connections();
        return Html.part(
                "connections",
                "Connections",
                connections.size() + " open",
                Html.rows(
                        connections,
                        "No client is connected.",
                        List.of("Connection", "Client", "Kind", "Sessions", "Age"),
                        SessionParts::connection));
    }

    private static List<DomContent> connection(ConnectionSnapshot connection) {
        return List.of(
                Html.number("#" + connection.id()),
                Html.text(connection.address()),
                Html.text(connection.kind().name().toLowerCase(Locale.ROOT)),
                connection.sessions().isEmpty()
                        ? Html.faint("none")
                        : Html.stack(each(connection.sessions(), Html::id)),
                Html.number(Words.of(connection.age())));
    }

    static DomContent ends(Readout now) {
        return Html.part(
                "ends",
                "Recent ends",
                now.ends().size() > MOST_ENDS
                        ? "the latest " + MOST_ENDS + "; the JSON has "
                                + now.ends().size()
                        : "the latest " + now.ends().size(),
                Html.rows(
                        now.ends().subList(0, Math.min(MOST_ENDS, now.ends().size())),
                        "No session has ended yet.",
                        List.of("At", "User", "Why", "Session"),
                        SessionParts::end));
    }

    private static List<DomContent> end(EndView end) {
        return List.of(
                Html.number(clock(end.at())),
                Html.stack(Html.text(end.user()), Html.faint(end.address())),
                Html.text(end.reason()),
                Html.id(end.sessionId()));
    }
}

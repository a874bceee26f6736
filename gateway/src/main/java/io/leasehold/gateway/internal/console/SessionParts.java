package io.leasehold.gateway.internal.console;

import static j2html.TagCreator.each;
import static j2html.TagCreator.span;

import io.leasehold.gateway.internal.view.EndView;
import io.leasehold.session.ConnectionSnapshot;
import io.leasehold.session.SessionSnapshot;
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
                        Html.pill(session.state().name().toLowerCase(Locale.ROOT), life(session, now)), idle(session)),
                holdings(session),
                Html.text(Words.of(session.age())),
                Html.act("/session/end", csrf, "End", "End this session", Map.of("id", session.id())));
    }

    private static DomContent holdings(SessionSnapshot session) {
        return session.holdings().isEmpty()
                ? Html.faint("nothing")
                : Html.stack(each(
                        session.holdings(),
                        held -> span(
                                Html.text(held.name()),
                                Html.faint(" " + held.what().toLowerCase(Locale.ROOT) + ", " + Words.of(held.age())))));
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

    private static DomContent idle(SessionSnapshot session) {
        return session.calls() > 0
                ? Html.faint(Words.count(session.calls(), "call", "calls") + " now")
                : session.idle().isZero() ? Html.nothing() : Html.faint("idle for " + Words.of(session.idle()));
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
                Html.text("#" + connection.id()),
                Html.text(connection.address()),
                Html.text(connection.kind().name().toLowerCase(Locale.ROOT)),
                connection.sessions().isEmpty()
                        ? Html.faint("none")
                        : Html.stack(each(connection.sessions(), Html::id)),
                Html.text(Words.of(connection.age())));
    }

    static DomContent ends(Readout now) {
        return Html.part(
                "ends",
                "Recent ends",
                "the latest " + now.ends().size(),
                Html.rows(
                        now.ends(),
                        "No session has ended yet.",
                        List.of("At", "User", "Why", "Session"),
                        SessionParts::end));
    }

    private static List<DomContent> end(EndView end) {
        return List.of(
                Html.text(clock(end.at())),
                Html.stack(Html.text(end.user()), Html.faint(end.address())),
                Html.text(end.reason()),
                Html.id(end.sessionId()));
    }
}

package io.leasehold.gateway.internal.console;

import static j2html.TagCreator.article;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;

import io.leasehold.OpenFailure;
import io.leasehold.PoolSnapshot;
import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.gateway.internal.view.LeaseView;
import io.leasehold.gateway.internal.view.PinView;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Backends with their pools, what is leased of them, and what is pinned. Stateless. */
final class PoolParts {

    private PoolParts() {}

    static DomContent pools(Readout now, String csrf) {
        return Html.part(
                "pools",
                "Pools",
                Words.count(now.backends().size(), "backend", "backends"),
                now.backends().isEmpty()
                        ? p("No backend is configured.").withClass("none")
                        : div(each(now.backends(), backend -> pool(backend, csrf)))
                                .withClass("cards"));
    }

    private static DomContent pool(BackendView backend, String csrf) {
        PoolSnapshot pool = backend.pool();
        return article(
                div(h3(Words.shown(backend.name())), state(pool)).withClass("line"),
                p(
                                span(Words.shown(backend.product())),
                                span(Words.shown(backend.url())).withClass("mono"),
                                span("as " + Words.shown(backend.user())))
                        .withClass("facts"),
                Html.bar(sentence(pool), shares(pool)),
                p(
                                strong(pool.leased() + " leased").withClass("leased"),
                                span(pool.idle() + " idle").withClass("idle"),
                                counted("opening", pool.opening()),
                                counted("checking", pool.checking()),
                                counted("closing", pool.closing()),
                                counted("lost", pool.lost()),
                                span("of " + pool.maximum()).withClass("faint"),
                                waiting(pool))
                        .withClass("legend"),
                trouble(pool),
                Html.rows(
                        backend.leases(),
                        "Nothing is leased.",
                        List.of("Held", "By", "For", ""),
                        lease -> lease(backend, lease, csrf)));
    }

    /** Nothing is well with a pool that opens nothing, whatever it is ready to do. */
    private static DomContent state(PoolSnapshot pool) {
        if (pool.state() == PoolSnapshot.State.OPEN && pool.lastOpenFailure() != null) {
            return Html.pill("failed", "cannot open");
        }
        return Html.pill(
                pool.state() == PoolSnapshot.State.OPEN ? "good" : "warn",
                pool.state().name().toLowerCase(Locale.ROOT));
    }

    private static String sentence(PoolSnapshot pool) {
        return pool.leased() + " leased, " + pool.idle() + " idle, of " + pool.maximum();
    }

    private static List<Html.Share> shares(PoolSnapshot pool) {
        int open = pool.total() + pool.opening();
        return List.of(
                new Html.Share("leased", pool.leased()),
                new Html.Share("checking", pool.checking()),
                new Html.Share("closing", pool.closing()),
                new Html.Share("opening", pool.opening()),
                new Html.Share("idle", pool.idle()),
                new Html.Share("free", Math.max(0, pool.maximum() - open)));
    }

    private static DomContent counted(String what, int number) {
        return number == 0 ? Html.nothing() : span(number + " " + what).withClass(what);
    }

    private static DomContent waiting(PoolSnapshot pool) {
        return pool.waiting() == 0
                ? Html.nothing()
                : Html.pill("warn", Words.count(pool.waiting(), "waits", "wait") + " in line");
    }

    private static DomContent trouble(PoolSnapshot pool) {
        OpenFailure failure = pool.lastOpenFailure();
        String advice = pool.advice();
        return div(
                failure == null
                        ? Html.nothing()
                        : p(Words.shown("Opening failed " + Words.of(failure.age()) + " ago ("
                                        + Words.count(failure.count(), "time", "times") + " in a row): "
                                        + Words.of(failure.cause()) + "; the log has what it says."))
                                .withClass("trouble"),
                pool.ceiling() < pool.maximum()
                        ? p("The server says it is full: no more than " + pool.ceiling() + " are opened for now.")
                                .withClass("trouble")
                        : Html.nothing(),
                advice == null ? Html.nothing() : p(Words.shown(advice)).withClass("advice"));
    }

    private static List<DomContent> lease(BackendView backend, LeaseView lease, String csrf) {
        return List.of(
                Html.number(Words.of(lease.held())),
                Html.stack(Html.text(lease.user()), Html.id(lease.sessionId())),
                Html.brief(lease.what()),
                Html.act(
                        "/lease/revoke",
                        csrf,
                        "Revoke",
                        "Destroy this connection",
                        Map.of("backend", backend.name(), "id", Long.toString(lease.id()))));
    }

    static DomContent pins(Readout now) {
        return Html.part(
                "pins",
                "Pins",
                Words.count(now.pins().size(), "connection", "connections") + " kept between statements",
                Html.rows(
                        now.pins(),
                        "No session keeps a connection between its statements.",
                        List.of("Age", "Why", "Backend", "User", "Session"),
                        PoolParts::pin));
    }

    private static List<DomContent> pin(PinView pin) {
        return List.of(
                Html.number(Words.of(pin.age())),
                Html.pill("warn", pin.reason()),
                Html.text(pin.backend()),
                Html.text(pin.user()),
                Html.id(pin.sessionId()));
    }
}

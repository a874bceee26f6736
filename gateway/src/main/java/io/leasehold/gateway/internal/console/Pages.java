package io.leasehold.gateway.internal.console;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.img;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.noscript;
import static j2html.TagCreator.p;
import static j2html.TagCreator.script;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.title;

import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.session.SessionState;
import j2html.tags.DomContent;
import java.time.Duration;

/**
 * The pages of the console. Immutable.
 *
 * <p>A page is a frame that stays and a middle that is fetched again and again; without scripts the browser loads the whole anew, less
 * often, since that would close what somebody is about to confirm.
 */
final class Pages {

    private static final int RELOAD_SECONDS = 15;

    private final Duration refresh;

    Pages(Duration refresh) {
        this.refresh = refresh;
    }

    /** The whole page. */
    String whole(Readout now, String csrf, String message) {
        return frame(
                now.name(),
                header(
                                div(img().withSrc("/icon.svg").withAlt(""), h1(new DomContent[] {
                                            span("Leasehold"), span(Words.shown(now.name()))
                                        }))
                                        .withClass("brand"),
                                div(
                                                span("updated " + SessionParts.clock(now.at()))
                                                        .withId("live"),
                                                button("Pause")
                                                        .withId("pause")
                                                        .withType("button")
                                                        .attr("hidden"),
                                                a("Reload").withHref("/").withId("reload"))
                                        .withClass("controls"))
                        .withClass("top"),
                message.isEmpty()
                        ? Html.nothing()
                        : p(Words.briefIds(Words.shown(message)))
                                .withClass("message")
                                .attr("role", "status"),
                main(middle(now, csrf)).withId("now"),
                footer(
                        a("JSON").withHref("/?json"),
                        a("Metrics").withHref("/metrics"),
                        span("Times are the server's. Statements are shown only where the gateway is set to.")));
    }

    /** The middle alone. */
    String fragment(Readout now, String csrf) {
        return Html.render(middle(now, csrf));
    }

    private static DomContent middle(Readout now, String csrf) {
        return div(
                        tiles(now),
                        PoolParts.pools(now, csrf),
                        OperationParts.operations(now, csrf),
                        SessionParts.sessions(now, csrf),
                        PoolParts.pins(now),
                        SessionParts.connections(now),
                        SessionParts.ends(now))
                .attr("data-at", SessionParts.clock(now.at()));
    }

    private static DomContent tiles(Readout now) {
        int leased =
                now.backends().stream().mapToInt(one -> one.pool().leased()).sum();
        int maximum = now.backends().stream()
                .map(BackendView::pool)
                .mapToInt(pool -> pool.maximum())
                .sum();
        long live = now.operations().stream().filter(OperationParts::isLive).count();
        return div(
                        div(
                                        now.ready()
                                                ? Html.pill("good", "ready")
                                                : Html.pill("warn", "draining: no new sessions"),
                                        span("up for " + Words.of(now.age())).withClass("faint"))
                                .withClass("tile"),
                        tile(
                                "#sessions",
                                now.sessions().sessions().size(),
                                "sessions",
                                now.sessions().count(SessionState.DETACHED) + " detached"),
                        tile("#connections", now.sessions().connections().size(), "connections", "of clients"),
                        tile("#operations", live, "operations", "live"),
                        tile("#pools", leased, "leased", "of " + maximum),
                        tile("#pins", now.pins().size(), "pins", "between statements"))
                .withClass("tiles");
    }

    private static DomContent tile(String target, long number, String what, String more) {
        return a(strong(Long.toString(number)), span(what), span(more).withClass("faint"))
                .withHref(target)
                .withClass("tile");
    }

    /** What somebody sees who is not logged in: nothing of the gateway. */
    String loginNeeded(String sentence) {
        return frame(
                "",
                main(div(
                                img().withSrc("/icon.svg").withAlt(""),
                                h1("Leasehold console"),
                                p(sentence),
                                p(
                                        "A link is good for one use within a few minutes. On the machine of the gateway, as the"
                                                + " user it runs as, this prints a new one:"),
                                p(code("leasehold console-token")))
                        .withClass("door")));
    }

    private String frame(String name, DomContent... content) {
        return "<!doctype html>\n"
                + Html.render(html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().withName("color-scheme").withContent("light dark"),
                                        title(name.isEmpty() ? "Leasehold" : Words.shown(name) + " · Leasehold"),
                                        link().withRel("icon")
                                                .withHref("/icon.svg")
                                                .withType("image/svg+xml"),
                                        link().withRel("stylesheet").withHref("/console.css"),
                                        name.isEmpty()
                                                ? Html.nothing()
                                                : noscript(meta().attr("http-equiv", "refresh")
                                                        .withContent(Integer.toString(RELOAD_SECONDS))),
                                        name.isEmpty()
                                                ? Html.nothing()
                                                : script().withSrc("/console.js")
                                                        .attr("defer")),
                                body(content).attr("data-refresh", refresh.toMillis()))
                        .withLang("en"));
    }
}

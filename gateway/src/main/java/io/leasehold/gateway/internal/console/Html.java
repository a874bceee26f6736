package io.leasehold.gateway.internal.console;

import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import j2html.tags.specialized.SpanTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The pieces that pages are made of. Stateless.
 *
 * <p>Every text and every attribute is escaped when it is rendered, by a configuration of our own: the one of the library can be
 * changed by anybody in the process.
 */
final class Html {

    /** What a page shows of a list; who wants all of a long one reads the JSON. */
    static final int MOST_ROWS = 200;

    private Html() {}

    /** An element that the library does not know. */
    static final class Element extends ContainerTag<Element> {
        Element(String name) {
            super(name);
        }
    }

    static String render(DomContent content) {
        StringBuilder text = new StringBuilder();
        try {
            content.render(FlatHtml.into(text, Config.defaults()), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A part of the page, with what it counts beside its title. */
    static DomContent part(String id, String title, String count, DomContent... content) {
        return section(
                        h2(new DomContent[] {span(title), span(count).withClass("count")}),
                        each(List.of(content), one -> one))
                .withId(id);
    }

    /** A table of the first rows, or a sentence where there are none. On a narrow screen each row is a card. */
    static <T> DomContent rows(
            List<T> rows, String none, List<String> heads, Function<? super T, List<? extends DomContent>> cells) {
        if (rows.isEmpty()) {
            return p(none).withClass("none");
        }
        List<T> first = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
        DomContent table = table(
                thead(tr(each(heads, head -> th(head).attr("scope", "col")))),
                tbody(each(first, row -> row(heads, cells.apply(row)))));
        int more = rows.size() - first.size();
        return more == 0
                ? table
                : div(table, p("and " + more + " more, which the JSON has").withClass("none"));
    }

    private static DomContent row(List<String> heads, List<? extends DomContent> cells) {
        return tr(each(
                IntStream.range(0, cells.size()).boxed().toList(),
                i -> td(cells.get(i)).attr("data-label", heads.get(i))));
    }

    static DomContent nothing() {
        return rawHtml("");
    }

    static DomContent text(String text) {
        return span(Words.shown(text));
    }

    static DomContent faint(String text) {
        return span(Words.shown(text)).withClass("faint");
    }

    /** A number, a duration or a time, which stays on one line. */
    static SpanTag number(String text) {
        return span(Words.shown(text)).withClass("num");
    }

    /** A text in which ids are brief on the screen, and whole when it is pointed at. */
    static DomContent brief(String text) {
        String shown = Words.shown(text);
        String brief = Words.briefIds(shown);
        return brief.equals(shown) ? span(shown) : span(brief).attr("title", shown);
    }

    /** An id, brief on the screen, whole when it is pointed at. */
    static DomContent id(String id) {
        return code(Words.brief(id)).attr("title", Words.shown(id));
    }

    static DomContent pill(String kind, String text) {
        return span(Words.shown(text)).withClasses("pill", kind);
    }

    /** Several things in one cell, one below the other. */
    static DomContent stack(DomContent... content) {
        return div(content).withClass("stack");
    }

    /**
     * A change that wants a second click: the first opens a form, the second sends it, or closes it where the first was. It works without
     * a script.
     */
    static DomContent act(String path, String csrf, String verb, String sure, Map<String, String> fields) {
        return details(
                        summary(span(verb).withClass("ask"), span("Keep it").withClass("keep")),
                        form(
                                        input().withType("hidden")
                                                .withName("csrf")
                                                .withValue(csrf),
                                        each(
                                                new TreeMap<>(fields).entrySet(),
                                                field -> input().withType("hidden")
                                                        .withName(field.getKey())
                                                        .withValue(field.getValue())),
                                        button(sure).withType("submit"))
                                .withMethod("post")
                                .withAction(path))
                .withClass("act");
    }

    /** A bar of parts side by side: an image, since a policy that allows no inline styles allows no widths in them either. */
    static DomContent bar(String label, List<Share> shares) {
        long whole = Math.max(1, shares.stream().mapToLong(Share::size).sum());
        Element svg = new Element("svg")
                .attr("class", "bar")
                .attr("viewBox", "0 0 1000 10")
                .attr("preserveAspectRatio", "none")
                .attr("role", "img")
                .attr("aria-label", label);
        long before = 0;
        for (Share share : shares) {
            if (share.size() > 0) {
                svg.with(new Element("rect")
                        .attr("class", share.kind())
                        .attr("x", before * 1000 / whole)
                        .attr("width", Math.max(4, share.size() * 1000 / whole))
                        .attr("height", 10));
                before += share.size();
            }
        }
        return svg;
    }

    /** A part of a bar. */
    record Share(String kind, long size) {}
}

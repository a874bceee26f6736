package io.leasehold.gateway.internal.console;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;

import io.leasehold.gateway.internal.view.OperationView;
import j2html.tags.DomContent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Operations, and how long each was in which state. Stateless. */
final class OperationParts {

    /** The states in the order in which an operation comes through them. */
    static final List<String> STATES =
            List.of("QUEUED", "LEASING", "RUNNING", "READING", "FINISHED", "CANCELED", "TIMED_OUT", "FAILED");

    private static final List<String> LIVE = STATES.subList(0, 4);

    private OperationParts() {}

    static DomContent operations(Readout now, String csrf) {
        long live = now.operations().stream().filter(OperationParts::isLive).count();
        return Html.part(
                "operations",
                "Operations",
                live + " live, " + (now.operations().size() - live) + " with a result that is not closed",
                Html.rows(
                        now.operations(),
                        "Nothing runs.",
                        List.of("Operation", "User", "State", "Time in each state", "Rows", ""),
                        operation -> operation(operation, csrf)));
    }

    static boolean isLive(OperationView operation) {
        return LIVE.contains(operation.state());
    }

    private static List<DomContent> operation(OperationView operation, String csrf) {
        return List.of(
                Html.stack(
                        span(Words.shown(operation.verb())).withClass("verb"),
                        Html.id(operation.id()),
                        operation.sql().isEmpty()
                                ? Html.nothing()
                                : code(Words.shown(operation.sql())).withClass("sql")),
                Html.stack(
                        Html.text(operation.user()),
                        Html.faint("on " + operation.backend()),
                        Html.id(operation.sessionId())),
                Html.pill(kind(operation), word(operation.state())),
                times(operation),
                Html.number(String.format(Locale.ROOT, "%,d", operation.rows())),
                isLive(operation)
                        ? Html.act(
                                "/operation/cancel",
                                csrf,
                                "Cancel",
                                "Cancel this operation",
                                Map.of("id", operation.id()))
                        : Html.nothing());
    }

    /** A state as words have it: {@code TIMED_OUT} is "timed out". */
    static String word(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String kind(OperationView operation) {
        return STATES.contains(operation.state())
                ? operation.state().toLowerCase(Locale.ROOT).replace('_', '-')
                : "unknown";
    }

    private static DomContent times(OperationView operation) {
        List<String> states = STATES.stream()
                .filter(state -> operation.times().containsKey(state))
                .toList();
        if (states.isEmpty()) {
            return Html.faint("none yet");
        }
        return div(
                Html.bar(
                        "time in each state",
                        states.stream()
                                .map(state -> new Html.Share(
                                        state.toLowerCase(Locale.ROOT).replace('_', '-'),
                                        operation
                                                        .times()
                                                        .getOrDefault(state, Duration.ZERO)
                                                        .toNanos()
                                                / 1_000))
                                .toList()),
                div(each(
                                states,
                                state -> span(word(state) + " "
                                                + Words.of(operation.times().getOrDefault(state, Duration.ZERO)))
                                        .withClass(
                                                state.toLowerCase(Locale.ROOT).replace('_', '-'))))
                        .withClass("legend"));
    }
}

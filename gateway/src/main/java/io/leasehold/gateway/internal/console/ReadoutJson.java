package io.leasehold.gateway.internal.console;

import static io.leasehold.gateway.internal.console.JsonText.seconds;

import io.leasehold.HolderSnapshot;
import io.leasehold.OpenFailure;
import io.leasehold.PoolSnapshot;
import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.gateway.internal.view.LeaseView;
import io.leasehold.gateway.internal.view.OperationView;
import io.leasehold.session.SessionSnapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page shows, whole, for programs. Durations are seconds. Stateless. */
final class ReadoutJson {

    private ReadoutJson() {}

    /**
     * @param csrf with which a program that holds the cookie may make changes, as the page's forms do
     */
    static String of(Readout now, String csrf) {
        return JsonText.of(object(
                "at", now.at(),
                "name", now.name(),
                "ageSeconds", seconds(now.age()),
                "ready", now.ready(),
                "csrf", csrf,
                "backends", now.backends().stream().map(ReadoutJson::backend).toList(),
                "sessions",
                        now.sessions().sessions().stream()
                                .map(session -> session(session, now))
                                .toList(),
                "connections",
                        now.sessions().connections().stream()
                                .map(one -> object(
                                        "id", one.id(),
                                        "address", one.address(),
                                        "kind", one.kind(),
                                        "ageSeconds", seconds(one.age()),
                                        "sessions", one.sessions()))
                                .toList(),
                "operations",
                        now.operations().stream().map(ReadoutJson::operation).toList(),
                "pins",
                        now.pins().stream()
                                .map(pin -> object(
                                        "session", pin.sessionId(),
                                        "user", pin.user(),
                                        "backend", pin.backend(),
                                        "reason", pin.reason(),
                                        "ageSeconds", seconds(pin.age())))
                                .toList(),
                "ends",
                        now.ends().stream()
                                .map(end -> object(
                                        "session", end.sessionId(),
                                        "user", end.user(),
                                        "address", end.address(),
                                        "reason", end.reason(),
                                        "at", end.at()))
                                .toList()));
    }

    private static Object backend(BackendView backend) {
        PoolSnapshot pool = backend.pool();
        OpenFailure failure = pool.lastOpenFailure();
        return object(
                "name", backend.name(),
                "product", backend.product(),
                "url", backend.url(),
                "user", backend.user(),
                "state", pool.state(),
                "maximum", pool.maximum(),
                "ceiling", pool.ceiling(),
                "leased", pool.leased(),
                "idle", pool.idle(),
                "checking", pool.checking(),
                "closing", pool.closing(),
                "opening", pool.opening(),
                "waiting", pool.waiting(),
                "lost", pool.lost(),
                "lastOpenFailure",
                        failure == null
                                ? null
                                : object(
                                        "error", Words.of(failure.cause()),
                                        "ageSeconds", seconds(failure.age()),
                                        "count", failure.count()),
                "advice", pool.advice(),
                "leases", backend.leases().stream().map(ReadoutJson::lease).toList(),
                "holders", pool.holders().stream().map(ReadoutJson::holder).toList());
    }

    private static Object lease(LeaseView lease) {
        return object(
                "id", lease.id(),
                "session", lease.sessionId(),
                "user", lease.user(),
                "what", lease.what(),
                "heldSeconds", seconds(lease.held()));
    }

    private static Object holder(HolderSnapshot holder) {
        return object("thread", holder.thread(), "heldSeconds", seconds(holder.held()), "overdue", holder.overdue());
    }

    private static Object session(SessionSnapshot session, Readout now) {
        return object(
                "id", session.id(),
                "user", session.principal(),
                "actingAs", session.actingAs(),
                "address", session.address(),
                "state", session.state(),
                "aliveBecause", because(session, now),
                "onDisconnect", session.onDisconnect(),
                "connections", session.connections(),
                "ageSeconds", seconds(session.age()),
                "idleSeconds", seconds(session.idle()),
                "detachedSeconds", session.detached() == null ? null : seconds(session.detached()),
                "quietSeconds", session.quiet() == null ? null : seconds(session.quiet()),
                "quietLeftSeconds", session.quietLeft() == null ? null : seconds(session.quietLeft()),
                "calls", session.calls(),
                "holdings",
                        session.holdings().stream()
                                .map(held -> object(
                                        "name", held.name(), "what", held.what(), "ageSeconds", seconds(held.age())))
                                .toList());
    }

    private static String because(SessionSnapshot session, Readout now) {
        String quiet = SessionParts.quiet(session);
        return SessionParts.life(session, now.at()) + (quiet.isEmpty() ? "" : "; " + quiet);
    }

    private static Object operation(OperationView operation) {
        Map<String, Object> times = new LinkedHashMap<>();
        OperationParts.STATES.stream()
                .filter(operation.times()::containsKey)
                .forEach(state -> times.put(state, seconds(operation.times().getOrDefault(state, Duration.ZERO))));
        return object(
                "id", operation.id(),
                "session", operation.sessionId(),
                "user", operation.user(),
                "backend", operation.backend(),
                "verb", operation.verb(),
                "sql", operation.sql().isEmpty() ? null : operation.sql(),
                "state", operation.state(),
                "secondsInState", times,
                "rows", operation.rows());
    }

    /** Names and values in turn, in this order. */
    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<@Nullable Object> all = Arrays.asList(namesAndValues);
        for (int i = 0; i < all.size(); i += 2) {
            fields.put(String.valueOf(all.get(i)), all.get(i + 1));
        }
        return fields;
    }
}

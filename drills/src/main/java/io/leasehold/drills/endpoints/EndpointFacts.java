package io.leasehold.drills.endpoints;

import io.leasehold.drills.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the incident of the failed server left, and what follows from it. For one thread. */
final class EndpointFacts {

    /** Calls of those servers that never failed. */
    final List<Call> others = new ArrayList<>();

    /** Calls of the dead one right after others have found out. */
    final List<Call> inWindow = new ArrayList<>();

    /** Calls of the dead one for as long as it stayed so. */
    final List<Call> dead = new ArrayList<>();

    /** What reached the dead one's wire meanwhile. */
    final List<Wiretap.Attempts> probes = new ArrayList<>();

    /** Calls of the one that was full. */
    final List<Call> ofFull = new ArrayList<>();

    int turnedAway;

    @Nullable Duration backAfter;

    private final Duration connect;
    private final Duration window;

    EndpointFacts(Duration connect, Duration window) {
        this.connect = connect;
        this.window = window;
    }

    long attempts() {
        return probes.stream().mapToLong(Wiretap.Attempts::count).sum();
    }

    String probesText() {
        if (probes.size() > 8) {
            return attempts() + " connections asked for";
        }
        return probes.isEmpty()
                ? "nothing"
                : probes.stream()
                        .map(probe -> probe.count() + " at " + probe.at().toMillis() + " ms")
                        .collect(Collectors.joining(", "));
    }

    static Duration slowest(List<Call> calls) {
        return calls.stream().map(Call::took).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static List<String> errors(List<Call> calls) {
        List<String> errors = new ArrayList<>();
        for (Call call : calls) {
            if (call.error() != null) {
                errors.add(call.error());
            }
        }
        return errors;
    }

    static String text(List<Call> calls) {
        List<String> errors = errors(calls);
        return errors.size() + " errors in " + calls.size() + " calls, the slowest took "
                + slowest(calls).toMillis() + " ms" + (errors.isEmpty() ? "" : "; such as " + errors.get(0));
    }

    List<Finding> judge() {
        Duration fast = connect.dividedBy(2);
        Duration waiting = connect.multipliedBy(9).dividedBy(10);
        long waited =
                dead.stream().filter(call -> call.took().compareTo(waiting) > 0).count();
        return List.of(
                new Finding(
                        !inWindow.isEmpty() && slowest(inWindow).compareTo(fast) < 0,
                        "once a server is known to be dead, its callers are told at once",
                        inWindow.size() + " callers at once: the slowest took "
                                + slowest(inWindow).toMillis() + " ms, with a connect timeout of "
                                + connect.toMillis() + " ms"),
                new Finding(
                        isOneProbeAWindow(),
                        "after a window exactly one connection is tried",
                        "with a window of " + window.toMillis() + " ms, at the wire: " + probesText() + "; " + waited
                                + " of " + dead.size() + " calls took longer than " + waiting.toMillis() + " ms"),
                new Finding(
                        !others.isEmpty()
                                && errors(others).isEmpty()
                                && slowest(others).compareTo(connect) < 0,
                        "callers of the other servers never notice",
                        text(others)),
                new Finding(
                        backAfter != null && backAfter.compareTo(window.plus(connect)) <= 0,
                        "a server that is back serves within a window and an open",
                        backAfter == null ? "it does not" : "after " + backAfter.toMillis() + " ms"),
                new Finding(
                        turnedAway > 0 && errors(ofFull).isEmpty(),
                        "a server that is full is waited for, and is not taken for failed",
                        "it turned " + turnedAway + " connections away; " + text(ofFull)));
    }

    /** No two at a time, and none before a window, shortened by a fifth as windows are, has passed since the last. */
    private boolean isOneProbeAWindow() {
        Duration least = window.multipliedBy(7).dividedBy(10);
        Duration last = null;
        for (Wiretap.Attempts probe : probes) {
            if (probe.count() != 1 || last != null && probe.at().minus(last).compareTo(least) < 0) {
                return false;
            }
            last = probe.at();
        }
        return last != null;
    }
}

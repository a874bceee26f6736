package io.leasehold.session.internal;

import io.leasehold.session.SessionEndReason;
import io.leasehold.session.SessionRegistrySnapshot.State;
import java.time.Duration;
import java.util.List;

/**
 * How a registry stops. The state moves under the registry's lock, and can be read without.
 *
 * <p>Who opens looks at the state in the change that makes the session; who drains writes it and ends what is at rest in one
 * change: either the open is refused, or its session is found. What is not at rest is looked at by the change that brings it to
 * rest, which comes after that and so sees the state.
 */
final class Stopping {

    private final Registry registry;
    private volatile State state = State.OPEN;
    private volatile long deadline;
    private boolean allEnded = true;

    Stopping(Registry registry) {
        this.registry = registry;
    }

    State state() {
        return state;
    }

    boolean drain(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a drain of " + timeout + ": must be 0 or more");
        }
        long until = registry.waiting.until(timeout);
        Duration closing = registry.config().closeTimeout().multipliedBy(2);
        boolean first = registry.change(after -> begin(until, after));
        if (!first) {
            if (registry.runner.runsByItself()) {
                registry.waiting.await(() -> deadline + closing.toNanos(), () -> state == State.CLOSED);
            }
            return registry.change(after -> state == State.CLOSED && allEnded);
        }
        registry.waiting.await(() -> deadline, registry.sessions::isEmpty);
        registry.change(after -> {
            allEnded = registry.sessions.isEmpty();
            List.copyOf(registry.sessions.values())
                    .forEach(session -> registry.moves.end(session, SessionEndReason.DRAINED, "", after));
            return null;
        });
        if (registry.runner.runsByItself()) {
            registry.waiting.await(closing, registry.returning::isEmpty);
        }
        return registry.change(after -> {
            close(after);
            return allEnded;
        });
    }

    private boolean begin(long until, Afterwards after) {
        boolean first = state == State.OPEN;
        if (first) {
            deadline = until;
            state = State.DRAINING;
            List.copyOf(registry.sessions.values()).forEach(session -> registry.moves.endIfDrained(session, after));
        } else if (until - deadline < 0) {
            deadline = until;
        }
        registry.waiting.wake();
        return first;
    }

    private void close(Afterwards after) {
        state = State.CLOSED;
        List.copyOf(registry.connections.values()).forEach(connection -> registry.moves.end(connection, after));
        registry.waiting.wake();
        stopIfDone(after);
    }

    /** A closed registry does upkeep until the last thing was given back, or left to its worker. */
    void stopIfDone(Afterwards after) {
        if (state == State.CLOSED && registry.returning.isEmpty()) {
            registry.stopUpkeep(after);
        }
    }
}

package io.leasehold.testkit.proxy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest events, oldest first. Belongs to the loop's thread. */
final class EventLog {
    private static final int MOST = 10_000;

    private final Deque<FaultEvent> events = new ArrayDeque<>();
    private final long begin;

    EventLog(long now) {
        begin = now;
    }

    void add(
            FaultEvent.Step step,
            @Nullable Fault fault,
            long connection,
            Direction direction,
            long atByte,
            long now,
            int open) {
        if (events.size() == MOST) {
            events.removeFirst();
        }
        Duration at = Duration.ofNanos(now - begin);
        events.addLast(new FaultEvent(step, fault, connection, direction, atByte, at, open));
    }

    List<FaultEvent> copy() {
        return List.copyOf(events);
    }
}

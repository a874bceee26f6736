package io.leasehold.drills.endpoints;

import io.leasehold.drills.Crew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Notes when connections are asked for at a wire, to a few milliseconds. Begun and ended by one thread. */
final class Wiretap {

    private static final long LOOK_EVERY_NANOS = 4_000_000;

    private final LongSupplier attempts;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Crew.Member<List<Attempts>> listener;

    /**
     * Connections that were asked for between two looks.
     *
     * @param at when, since the tap began
     * @param count how many
     */
    record Attempts(Duration at, long count) {}

    Wiretap(Crew crew, LongSupplier attempts) {
        this.attempts = attempts;
        listener = crew.start("wiretap", this::listen);
    }

    private List<Attempts> listen() {
        List<Attempts> heard = new ArrayList<>();
        long began = System.nanoTime();
        long before = attempts.getAsLong();
        while (!over.get()) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            long now = attempts.getAsLong();
            if (now > before) {
                heard.add(new Attempts(Duration.ofNanos(System.nanoTime() - began), now - before));
                before = now;
            }
        }
        return heard;
    }

    List<Attempts> end() throws Exception {
        over.set(true);
        return listener.within(Duration.ofSeconds(1));
    }
}

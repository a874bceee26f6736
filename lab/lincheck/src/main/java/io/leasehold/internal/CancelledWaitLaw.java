package io.leasehold.internal;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;

/**
 * Two places and those who wait for one, who are woken, granted a place, or cancelled: out of time or interrupted. What a waiter does
 * when it looks around and when it leaves is as in {@link SlowAcquire}.
 *
 * <p>Who gets a place depends on who is quicker, so the moves are compared with no specification. What must hold is that no place is
 * lent twice or lost, and that once all threads have come to rest nobody sleeps beside a free place.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "hands", gen = BooleanGen.class)
public class CancelledWaitLaw {
    private static final int MOST_THREADS = 8;

    private final WaitLine line = new WaitLine();
    private final List<Place<String>> places = List.of(idle(1), idle(2));
    private final Queue<Place<?>> held = new ConcurrentLinkedQueue<>();
    private final Findings findings = new Findings();
    private final @Nullable Waiter[] waiters = new Waiter[MOST_THREADS];

    @SuppressWarnings("NullAway") // no move asks the pool for anything
    private static Place<String> idle(long id) {
        return new Place<>(null, "", id, PlaceWord.IDLE);
    }

    /** Enters the line, if the thread is not in it, and looks around. */
    @Operation
    public void arrive(@Param(name = "thread") int thread) {
        if (waiters[thread] == null) {
            Waiter waiter = new Waiter(Thread.currentThread(), 0);
            waiters[thread] = waiter;
            line.join(waiter, Integer.MAX_VALUE);
            look(thread, waiter);
        }
    }

    /** Looks around, if it was woken. */
    @Operation
    public void awake(@Param(name = "thread") int thread) {
        Waiter waiter = waiters[thread];
        if (waiter != null && (waiter.isSignalled() || waiter.isGranted())) {
            look(thread, waiter);
        }
    }

    /** Out of time, or interrupted. */
    @Operation
    public void cancel(@Param(name = "thread") int thread) {
        Waiter waiter = waiters[thread];
        if (waiter != null) {
            if (!waiter.leave()) {
                held.add(waiter.place());
            }
            gone(thread, waiter);
        }
    }

    /** Returns what somebody holds: hands it to the head of the line, or frees it and wakes the head. */
    @Operation
    public void giveBack(@Param(name = "hands") boolean hands) {
        Place<?> place = held.poll();
        if (place == null) {
            return;
        }
        long token = place.word();
        long next = PlaceWord.token(PlaceWord.next(token, PlaceWord.LEASED), true);
        if (hands && !line.isEmpty()) {
            findings.expect(place.handOver(token, next), "a place has two holders");
            if (line.grant(place, next, 1)) {
                return;
            }
            token = next;
        }
        free(place, token);
    }

    private void look(int thread, Waiter waiter) {
        waiter.lookAround();
        Place<?> found = waiter.isGranted() ? null : take();
        if (found == null && !waiter.isGranted()) {
            return;
        }
        if (waiter.leave()) {
            held.add(found);
        } else {
            held.add(waiter.place());
            if (found != null) {
                free(found, found.word());
            }
        }
        gone(thread, waiter);
    }

    private void gone(int thread, Waiter waiter) {
        waiters[thread] = null;
        line.remove(waiter);
        if (!line.isEmpty() && places.stream().anyMatch(place -> place.status() == PlaceWord.IDLE)) {
            line.signal(1);
        }
    }

    private void free(Place<?> place, long token) {
        findings.expect(place.giveBack(token), "a place has two holders");
        if (!line.isEmpty()) {
            line.signal(1);
        }
    }

    private @Nullable Place<?> take() {
        for (Place<String> place : places) {
            long word = place.word();
            if (PlaceWord.status(word) == PlaceWord.IDLE && place.lend(word, PlaceWord.token(word, true))) {
                return place;
            }
        }
        return null;
    }

    @Validate
    public void atRest() {
        findings.check();
        long idle = places.stream()
                .filter(place -> place.status() == PlaceWord.IDLE)
                .count();
        int waiting = 0;
        int granted = 0;
        boolean someAwake = false;
        for (Waiter waiter : waiters) {
            if (waiter != null) {
                waiting += waiter.isGranted() ? 0 : 1;
                granted += waiter.isGranted() ? 1 : 0;
                someAwake |= waiter.isSignalled();
            }
        }
        Findings.check(idle + granted + held.size() == places.size(), "a place is lost, or has two holders");
        Findings.check(line.size() == waiting, "the line is not as long as those are many who wait");
        Findings.check(idle == 0 || waiting == 0 || someAwake, "all who wait sleep beside a free place");
    }
}

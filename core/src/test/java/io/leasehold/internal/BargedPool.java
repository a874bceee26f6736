package io.leasehold.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Simulates a pool whose threads acquire again at once when they have returned, and are therefore always quicker than
 * whoever must be woken first. The places, the line and the rule are the real ones; threads, holds and time are not:
 * instants are numbers, and what is due next happens next. Returning and waking follow {@link Ending} and
 * {@link SlowAcquire} step by step. Not thread-safe.
 */
final class BargedPool {

    /** What a running thread takes from its return to its next acquire: less than any wake-up. */
    private static final long NEXT_ACQUIRE = 200;

    /** Whether the head of the line is handed the place that is returned now. */
    @FunctionalInterface
    interface Rule {
        boolean isDue(Waiter head, long now);
    }

    /**
     * A wait that is over, or has lasted until the simulation ended.
     *
     * @param position in the line on arrival
     * @param longest position on arrival of those who then stood in front, or its own
     */
    record Wait(int position, int longest, long nanos) {}

    private record Guest(int longest, boolean comesBack) {}

    private record Event(long at, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    final List<Wait> waits = new ArrayList<>();
    long leases;
    long handedOver;

    private final Thread nobody = new Thread(() -> {}, "is never started");
    private final Places<String> places = new Places<>();
    private final WaitLine line = new WaitLine();
    private final Map<Waiter, Guest> guests = new HashMap<>();
    private final Set<Waiter> waking = new HashSet<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final HandOver handOver;
    private final Rule rule;
    private final long wakeUp;
    private final LongSupplier holds;
    private long now;
    private long lastNumber;

    private BargedPool(int size, long wakeUp, LongSupplier holds, @Nullable Rule rule) {
        for (int i = 0; i < size; i++) {
            places.add(new Place<>(null, "resource", i, PlaceWord.IDLE));
        }
        this.handOver = new HandOver(places, 0);
        this.rule = rule == null ? handOver::isDue : rule;
        this.wakeUp = wakeUp;
        this.holds = holds;
    }

    static BargedPool of(int size, long wakeUp, LongSupplier holds) {
        return new BargedPool(size, wakeUp, holds, null);
    }

    static BargedPool withRule(Rule rule, int size, long wakeUp, LongSupplier holds) {
        return new BargedPool(size, wakeUp, holds, rule);
    }

    /** A thread that acquires, holds, returns, and acquires again at once, for ever. */
    void threadComes(long at) {
        at(at, () -> acquire(true));
    }

    /** A thread that wants one lease. */
    void guestComes(long at) {
        at(at, () -> acquire(false));
    }

    /** All who stand in line at that instant run out of time, but the last. */
    void allButTheLastGiveUp(long at) {
        at(at, () -> {
            while (line.size() > 1) {
                Waiter head = Objects.requireNonNull(line.head());
                head.leave();
                line.remove(head);
                guests.remove(head);
            }
        });
    }

    void runUntil(long end) {
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.remove();
            now = next.at();
            next.what().run();
        }
        now = end;
        List.copyOf(guests.keySet()).forEach(this::noteWait);
    }

    private void at(long instant, Runnable what) {
        events.add(new Event(instant, lastNumber++, what));
    }

    private void acquire(boolean comesBack) {
        Place<String> free = takeIdle();
        if (free != null) {
            hold(free, comesBack);
            return;
        }
        Waiter waiter = new Waiter(nobody, now);
        line.join(waiter, Integer.MAX_VALUE);
        handOver.sample(now);
        int longest = 0;
        for (Waiter each = line.head(); each != null; each = each.behind) {
            longest = Math.max(longest, each.position);
        }
        guests.put(waiter, new Guest(longest, comesBack));
    }

    private void hold(Place<String> place, boolean comesBack) {
        leases++;
        at(now + holds.getAsLong(), () -> giveBack(place, comesBack));
    }

    private void giveBack(Place<String> place, boolean comesBack) {
        long token = place.word();
        Waiter head = line.head();
        if (head != null && rule.isDue(head, now)) {
            long nextToken = PlaceWord.token(PlaceWord.next(token, PlaceWord.LEASED), false);
            place.handOver(token, nextToken);
            line.grant(place, nextToken, now);
            handedOver++;
            wakes(head);
        } else {
            place.giveBack(token);
            signal();
        }
        if (comesBack) {
            at(now + NEXT_ACQUIRE, () -> acquire(true));
        }
    }

    private void signal() {
        Waiter head = line.head();
        if (head != null) {
            line.signal(now);
            wakes(head);
        }
    }

    private void wakes(Waiter waiter) {
        if (waking.add(waiter)) {
            at(now + wakeUp, () -> isAwake(waiter));
        }
    }

    private void isAwake(Waiter waiter) {
        waking.remove(waiter);
        handOver.woke(now - waiter.wokenAt());
        handOver.sample(now);
        waiter.lookAround();
        if (!waiter.isGranted() && !guests.containsKey(waiter)) {
            return; // has given up
        }
        Place<?> place = waiter.isGranted() ? waiter.place() : takeIdle();
        if (place == null) {
            return;
        }
        boolean comesBack = noteWait(waiter).comesBack();
        waiter.leave();
        line.remove(waiter);
        @SuppressWarnings("unchecked") // there are no others
        Place<String> taken = (Place<String>) place;
        hold(taken, comesBack);
        if (idle() != null) {
            signal();
        }
    }

    private Guest noteWait(Waiter waiter) {
        Guest guest = Objects.requireNonNull(guests.remove(waiter));
        waits.add(new Wait(waiter.position, guest.longest(), now - waiter.arrivedAt));
        return guest;
    }

    private @Nullable Place<String> takeIdle() {
        Place<String> free = idle();
        if (free != null) {
            free.lend(free.word(), PlaceWord.token(free.word(), false));
        }
        return free;
    }

    private @Nullable Place<String> idle() {
        for (Place<String> place : places.lendable()) {
            if (place.status() == PlaceWord.IDLE) {
                return place;
            }
        }
        return null;
    }
}

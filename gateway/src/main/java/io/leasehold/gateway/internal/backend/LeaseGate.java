package io.leasehold.gateway.internal.backend;

import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who has the leases of a backend, and who is next. Nobody waits in it with a thread: who has its turn is told. Safe for any
 * number of threads.
 *
 * <p>Turns are given in the order of the line, with two exceptions. Who would keep its lease beyond a statement is passed over
 * while as many are kept as may be, which is 80 % of the pool and at least one, so that statements of others always find some that
 * come back. And who has half of the pool is passed over while somebody else waits who has less.
 *
 * <p>No turn is lost and none is given twice. A turn is WAITING, in the line and counted there; GRANTED, out of the line and counted
 * as held; or OVER, counted nowhere; each move is made under the lock, by who found the state before it. Room is made by
 * {@link #over} alone, which gives the turns that it made possible before it releases the lock, as does who enters; so whenever the lock is free, nobody waits who could have its turn. Who is granted is told after that, with no lock
 * held: it has its turn whether it has heard of it or not, and one who gave up meanwhile finds that {@link Turn#leave} says no, and is
 * told, and gives it back.
 */
public final class LeaseGate {

    private static final int MOST_PINNED_PERCENT = 80;
    private static final int MOST_TOLD = 4;

    private final String backend;
    private final int maximum;
    private final int maximumPins;
    private final GateLimits limits;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();

    /** In the order in which they came. */
    private final Set<Turn> line = new LinkedHashSet<>();

    private final Set<Turn> granted = new LinkedHashSet<>();
    private final Map<String, Integer> waitingOfUser = new HashMap<>();
    private final Map<String, Integer> waitingOfSession = new HashMap<>();
    private final Map<String, Integer> heldByUser = new HashMap<>();
    private int pinned;
    private long lastId;

    LeaseGate(String backend, int maximum, GateLimits limits, Ticker ticker) {
        this.backend = backend;
        this.maximum = maximum;
        this.maximumPins = Math.max(1, maximum * MOST_PINNED_PERCENT / 100);
        this.limits = limits;
        this.ticker = ticker;
    }

    /**
     * Enters the line.
     *
     * @param what an operation's id, or why the lease is to be pinned
     * @param pins whether the lease is kept beyond the statement
     * @param told when it has its turn, on the thread that made room: it must not block
     * @throws ClientErrorException if too many wait already
     */
    public Turn enter(String user, String session, String what, boolean pins, Consumer<Turn> told)
            throws ClientErrorException {
        Turn turn = new Turn(this, user, session, what, pins, ticker.nanos(), told);
        List<Turn> now;
        lock.lock();
        try {
            now = admit(turn);
        } finally {
            lock.unlock();
        }
        tell(now);
        return turn;
    }

    private List<Turn> admit(Turn turn) throws ClientErrorException {
        line.add(turn);
        count(waitingOfUser, turn.user, 1);
        count(waitingOfSession, turn.session, 1);
        List<Turn> now = grant();
        String refusal = turn.state == Turn.State.WAITING ? refusal(turn) : "";
        if (!refusal.isEmpty()) {
            forget(turn);
            throw new ClientErrorException(
                    ClientErrorException.LIMIT,
                    refusal + " wait for a connection of backend " + backend
                            + " already; nothing was run. Try again later.");
        }
        return now;
    }

    /** Which limit the line, with this turn in it, goes beyond. */
    private String refusal(Turn turn) {
        if (waitingOfSession.getOrDefault(turn.session, 0) > limits.perSession()) {
            return limits.perSession() + " statements of this session";
        }
        if (waitingOfUser.getOrDefault(turn.user, 0) > limits.perUser()) {
            return limits.perUser() + " statements of this user";
        }
        return line.size() > limits.waiting() ? limits.waiting() + " statements" : "";
    }

    boolean leave(Turn turn) {
        lock.lock();
        try {
            if (turn.state != Turn.State.WAITING) {
                return false;
            }
            forget(turn);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Turn turn) {
        turn.state = Turn.State.OVER;
        leaveLine(turn);
    }

    private void leaveLine(Turn turn) {
        line.remove(turn);
        count(waitingOfUser, turn.user, -1);
        count(waitingOfSession, turn.session, -1);
    }

    void over(Turn turn) {
        List<Turn> now;
        lock.lock();
        try {
            if (turn.state != Turn.State.GRANTED) {
                return;
            }
            turn.state = Turn.State.OVER;
            granted.remove(turn);
            count(heldByUser, turn.user, -1);
            pinned -= turn.pins ? 1 : 0;
            now = grant();
        } finally {
            lock.unlock();
        }
        tell(now);
    }

    boolean tryPin(Turn turn) {
        lock.lock();
        try {
            if (turn.state != Turn.State.GRANTED || turn.pins) {
                return turn.pins;
            }
            if (pinned >= maximumPins) {
                return false;
            }
            turn.pins = true;
            pinned++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: takes out of the line who may have a turn now. */
    private List<Turn> grant() {
        List<Turn> now = new ArrayList<>();
        for (Turn next = next(); next != null; next = next()) {
            leaveLine(next);
            next.state = Turn.State.GRANTED;
            next.id = ++lastId;
            next.since = ticker.nanos();
            granted.add(next);
            count(heldByUser, next.user, 1);
            pinned += next.pins ? 1 : 0;
            now.add(next);
        }
        return now;
    }

    /** Who is next, or null: the first who may, or else the first who has half of the pool already. */
    private @Nullable Turn next() {
        Turn greedy = null;
        Iterator<Turn> waiting =
                granted.size() < maximum ? line.iterator() : List.<Turn>of().iterator();
        while (waiting.hasNext()) {
            Turn turn = waiting.next();
            if (turn.pins && pinned >= maximumPins) {
                continue;
            }
            if (heldByUser.getOrDefault(turn.user, 0) < Math.max(1, maximum / 2)) {
                return turn;
            }
            greedy = greedy == null ? turn : greedy;
        }
        return greedy;
    }

    private static void tell(List<Turn> granted) {
        granted.forEach(turn -> turn.granted.accept(turn));
    }

    private static void count(Map<String, Integer> counts, String key, int by) {
        counts.merge(key, by, (before, change) -> before + change == 0 ? null : before + change);
    }

    int place(Turn turn) {
        lock.lock();
        try {
            int place = 1;
            for (Turn one : line) {
                if (one == turn) {
                    return place;
                }
                place++;
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    public int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    /** Who has a lease now, the longest first. */
    public List<Held> held() {
        lock.lock();
        try {
            long now = ticker.nanos();
            return granted.stream()
                    .map(turn -> new Held(turn, turn.id, turn.pins, Duration.ofNanos(now - turn.since)))
                    .sorted(Comparator.comparing(Held::held).reversed())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** For who waited in vain: who has the leases, or who keeps them. */
    public String scene(boolean ofPins) {
        List<Held> all = held().stream().filter(one -> one.pinned() || !ofPins).toList();
        String told = all.stream()
                .limit(MOST_TOLD)
                .map(one -> one.turn().user() + " (" + one.turn().what() + ", "
                        + one.held().toSeconds() + " s)")
                .collect(Collectors.joining(", "));
        String more = all.size() > MOST_TOLD ? " and " + (all.size() - MOST_TOLD) + " more" : "";
        return all.size() + " of " + maximum + (ofPins ? " are pinned" : " are in use")
                + (told.isEmpty() ? "" : ": " + told + more);
    }

    /**
     * Who has a lease. Immutable, but for the turn.
     *
     * @param pinned whether it is kept beyond a statement
     * @param held for how long
     */
    public record Held(Turn turn, long id, boolean pinned, Duration held) {}
}

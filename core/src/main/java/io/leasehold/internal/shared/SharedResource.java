package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.internal.Farewell;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One open resource, who holds it, and whether it may be shared. Safe for any thread: every move is a named CAS, of its status
 * or of a {@link Seat}.
 *
 * <pre>
 *  OPEN --closeIdle--> ENDING --nobody holds it--> CLOSING
 *  ENDING --share (revives) | somebody holds it--> OPEN
 *  OPEN | ENDING --retire--> RETIRED --nobody holds it: retire, the last release--> CLOSING
 * </pre>
 *
 * <h2>Closed exactly once, after its last share, never under one</h2>
 *
 * <p>To share is (1) to take a seat, by CAS, (2) to read the status. To end is (1) to move the status, by CAS, (2) to look at
 * every seat. All four are in the one order of volatile accesses, so of a sharer and an ender one sees the other.
 *
 * <p><i>Retired.</i> Who reads RETIRED in its second step leaves its seat again and has no share, so after the move to RETIRED
 * no share begins; who read OPEN before that move sits where every later look finds it, until its share ends. A look that
 * begins after the move and finds each seat free has therefore seen the end of every share, though it saw the seats one after
 * the other. Whoever leaves a seat reads the status after that: of those that leave a retired resource, the last to do so finds
 * all free, unless it finds one there who is being refused; and one who is refused has the housekeeper look ({@link Orphans}). Of
 * all who find all free one moves RETIRED to CLOSING, by CAS; that thread alone starts the close.
 *
 * <p><i>Idle.</i> Who reads ENDING in its second step moves it back to OPEN, and has its share if that was in time. Who ends
 * moves its own ENDING, told from others by a number, to CLOSING after it has found each seat free: whoever took a seat after
 * it was looked at read that ENDING and moved it, so that the CAS fails; or reads CLOSING, and is refused.
 *
 * <h2>A grace that was used does not end</h2>
 *
 * <p>Each row of seats has a mark that whoever took a seat there sets before leaving it. When a grace begins the housekeeper
 * (1) wipes the marks, (2) finds every seat free. A seat that is taken later is taken after that look, so its taker reads the
 * mark after it was wiped and sets it. Who ends the grace (1) finds the seat free, (2) reads the mark: if that seat was taken
 * in between and left, the mark was set before it was left. A return thus moves nothing that threads have in common, and
 * reads no clock.
 *
 * <p>The opener holds a share of its own until it has granted one to each who waited, so that what has just been opened for
 * somebody is not taken as idle before that thread has woken up.
 *
 * @param <R> the resource
 */
public final class SharedResource<R> {

    /** What a release or a retirement left behind, and hence what its caller has to do. */
    enum Left {
        /** Nothing: another thread took that share away, and does what follows. */
        NOTHING,
        /** What it was before; whether others hold it was not looked at, or they do. */
        SAME,
        /** This call moved it to CLOSING: the caller starts the close. */
        CLOSING
    }

    private static final int OPEN = 0;
    private static final int ENDING = 1;
    private static final int RETIRED = 2;
    private static final int CLOSING = 3;

    /** The status is in the low bits, the number of the last ENDING above them. */
    private static final long STATUS = 7;

    private static final long ONE_ENDING = 8;

    private static final VarHandle WORD;
    private static final VarHandle FAREWELL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(SharedResource.class, "word", long.class);
            FAREWELL = lookup.findVarHandle(SharedResource.class, "farewell", Farewell.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final KeyEntry<?, R> entry;
    final long generation;
    final int slot;
    final long id;
    final long openedAt;
    final Seats<R> seats = new Seats<>(this);

    /** Why it was retired; written before its status moves, by whoever moves it or lost that race. */
    volatile @Nullable RetireReason reason;

    /** From when on its holders are revoked, exactly; see {@link #isToBeRevoked}. */
    private volatile long revokeAt;

    private volatile boolean revokes;

    /** Whether a grace began that was not used when last looked at, and when. The housekeeper's; read by who looks for the oldest. */
    volatile boolean inGrace;

    volatile long idleSince;

    /** When it was last checked, or opened. The housekeeper's. */
    long checkedAt;

    volatile boolean isBeingChecked;

    /** What a call saw that may mean that it is dead, or null. */
    volatile @Nullable Throwable suspectedFor;

    private final SharedEngine<?, R, ?> pool;
    private final R resource;
    private volatile long word = OPEN;
    private volatile @Nullable Farewell farewell;

    SharedResource(KeyEntry<?, R> entry, SharedEngine<?, R, ?> pool, R resource, Position at, long id, long now) {
        this.entry = entry;
        this.pool = pool;
        this.resource = resource;
        this.generation = at.generation();
        this.slot = at.slot();
        this.id = id;
        this.openedAt = now;
        this.checkedAt = now;
    }

    /** Where it stands among its key's. */
    record Position(long generation, int slot) {}

    R resource() {
        return resource;
    }

    public SharedEngine<?, R, ?> pool() {
        return pool;
    }

    /** Whether it takes shares. */
    boolean isOpen() {
        return status() <= ENDING;
    }

    boolean isRetired() {
        return status() == RETIRED;
    }

    boolean isClosing() {
        return status() == CLOSING;
    }

    private int status() {
        return status(word);
    }

    private static int status(long word) {
        return (int) (word & STATUS);
    }

    /** Adds a share, whose seat this taker takes, in the current thread's stripe; gives null if none may be added any more. */
    @Nullable Seat<R> share(Thread current, Object taker) {
        Seat<R> seat = share(Seats.stripe(current), taker);
        if (seat == null && isRetired()) {
            // The last to leave may have found this one on its seat, and taken it for a holder.
            pool.upkeep.wake();
        }
        return seat;
    }

    /** As {@link #share(Thread, Object)}; if it gives null, {@link #closeRetired} is to be called soon. */
    @Nullable Seat<R> share(int stripe, Object taker) {
        Seat<R> seat = seats.take(stripe, taker);
        if (status() == OPEN || revive()) {
            return seat;
        }
        seat.leave(taker);
        return null;
    }

    private boolean revive() {
        long now = word;
        while (status(now) == ENDING) {
            long seen = (long) WORD.compareAndExchange(this, now, now & ~STATUS | OPEN);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return status(now) == OPEN;
    }

    /** Takes the share away that the occupant of this seat has, if it has it still. */
    Left release(Seat<R> seat, Object occupant) {
        if (!seat.leave(occupant)) {
            return Left.NOTHING;
        }
        return isRetired() && closeRetired() ? Left.CLOSING : Left.SAME;
    }

    /** Moves it to CLOSING if it is retired and nobody holds it. */
    boolean closeRetired() {
        long now = word;
        return status(now) == RETIRED && seats.areFree() && WORD.compareAndSet(this, now, with(now, CLOSING));
    }

    /** Lets it take no more shares; gives null if it took none before. */
    @Nullable Left retire(RetireReason why) {
        long now = word;
        while (status(now) <= ENDING) {
            reason = why;
            long seen = (long) WORD.compareAndExchange(this, now, with(now, RETIRED));
            if (seen == now) {
                return closeRetired() ? Left.CLOSING : Left.SAME;
            }
            now = seen;
        }
        return null;
    }

    /** Moves it to CLOSING if it takes shares and nobody holds it. */
    boolean closeIdle(RetireReason why) {
        return closeIdle(false, why);
    }

    /** Moves it to CLOSING if nobody has held it since the grace began. */
    boolean closeUnused(RetireReason why) {
        return closeIdle(true, why);
    }

    private boolean closeIdle(boolean unused, RetireReason why) {
        long now = word;
        if (status(now) > ENDING || !areFree(unused)) {
            return false;
        }
        long ending = with(now, ENDING) + ONE_ENDING;
        if (!WORD.compareAndSet(this, now, ending)) {
            return false;
        }
        if (areFree(unused) && WORD.compareAndSet(this, ending, with(ending, CLOSING))) {
            reason = why;
            return true;
        }
        WORD.compareAndSet(this, ending, with(ending, OPEN));
        return false;
    }

    private boolean areFree(boolean unused) {
        return unused ? seats.areUnused() : seats.areFree();
    }

    private static long with(long word, int status) {
        return word & ~STATUS | status;
    }

    /** By the housekeeper: a grace begins now, if nobody holds it. */
    boolean beginGrace() {
        seats.forgetUse();
        return isIdle();
    }

    /** Whether it takes shares, and nobody held it when looked for. */
    boolean isIdle() {
        return isOpen() && seats.areFree();
    }

    /** Whether it takes shares, and somebody held it when looked for. */
    boolean isHeld() {
        return isOpen() && !seats.areFree();
    }

    /** Whether it takes shares, and nobody has held it since the grace began. */
    boolean isUnused() {
        return isOpen() && seats.areUnused();
    }

    /** How many hold it, as far as can be told while they come and go. */
    int shares() {
        return seats.taken();
    }

    /** After it was moved to CLOSING: the one farewell it has, this one if there was none. */
    Farewell farewell(Farewell made) {
        Farewell before = (Farewell) FAREWELL.compareAndExchange(this, null, made);
        return before == null ? made : before;
    }

    @Nullable Farewell farewell() {
        return farewell;
    }

    /** Has whoever holds it at this instant be revoked, unless an earlier one was set. */
    void revokeAt(long instant) {
        if (!revokes || instant - revokeAt < 0) {
            revokeAt = instant;
            revokes = true;
        }
    }

    boolean isToBeRevoked(long now) {
        return revokes && now - revokeAt >= 0;
    }

    /** In how many nanoseconds its holders are to be revoked; for ever if never. */
    long revokesIn(long now) {
        return revokes && isRetired() ? Math.max(0, revokeAt - now) : Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return "#" + id;
    }
}

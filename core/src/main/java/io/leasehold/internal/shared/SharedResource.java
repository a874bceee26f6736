package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.spi.Grant;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One open resource and how many hold it. Safe for any thread: every move is a named CAS on one word.
 *
 * <pre>
 *  OPEN n --share--> OPEN n+1          OPEN n+1 --release--> OPEN n
 *  OPEN n, n > 0 --retire--> RETIRED n RETIRED n+1 --release--> RETIRED n
 *  OPEN 0 --retire | closeIdle--> CLOSING
 *  RETIRED 1 --release--> CLOSING --closed--> CLOSED
 * </pre>
 *
 * <h2>Closed exactly once, after its last share, never under one</h2>
 *
 * <p>Count and status are one word, so whoever moves it to CLOSING has seen no share in the very value it replaced, and
 * nothing adds a share to a word that is not OPEN. CLOSING is entered by a CAS from another status, hence by one thread, and
 * never left but to CLOSED; that thread alone starts the close. A share is released once, since its handle's word says so by
 * a CAS of its own ({@link io.leasehold.spi.ShareHandle}).
 *
 * <p>The grace ends by a CAS from the very word that was idle when it began. The word counts idlenesses, so that one which
 * was shared meanwhile and is idle again does not match: a grace is measured from the last return, and an acquire within
 * it revives by the one CAS that any acquire is.
 *
 * <p>The opener holds a share of its own until it has granted one to each who waited, so that what has just been opened for
 * somebody is not taken as idle before that thread has woken up.
 *
 * @param <R> the resource
 */
public final class SharedResource<R> implements Grant<R> {

    /** What a release or a retirement left behind, and hence what its caller has to do. */
    enum Left {
        /** Nothing: others hold it, or another thread has moved it. */
        HELD,
        /** It is open, and held by nobody: the grace begins. */
        IDLE,
        /** This call moved it to CLOSING: the caller starts the close. */
        CLOSING
    }

    private static final long OPENED = 1;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(SharedResource.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final KeyEntry<?, R> entry;
    final long generation;
    final int slot;
    final long id;
    final long openedAt;

    /** Why it was retired; written before its word moves, by whoever moves it or lost that race. */
    volatile @Nullable RetireReason reason;

    /** From when on its holders are revoked, exactly; see {@link #isToBeRevoked}. */
    private volatile long revokeAt;

    private volatile boolean revokes;

    /** The idle word the housekeeper saw last, and when first. Touched by the housekeeper; read by who looks for the oldest. */
    volatile long idleWord = -1;

    volatile long idleSince;

    /** When it was last checked, or opened. The housekeeper's. */
    long checkedAt;

    volatile boolean isBeingChecked;

    /** What a call saw that may mean that it is dead, or null. */
    volatile @Nullable Throwable suspectedFor;

    private final SharedEngine<?, R, ?> pool;
    private final R resource;
    private volatile long word = OPENED;

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

    @Override
    public R resource() {
        return resource;
    }

    public SharedEngine<?, R, ?> pool() {
        return pool;
    }

    long word() {
        return word;
    }

    /** Adds a share; gives false if none may be added any more. */
    boolean share() {
        long now = word;
        while (CountWord.isOpen(now)) {
            long seen = (long) WORD.compareAndExchange(this, now, now + 1);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    /** Takes a share away that the caller has added and nobody else takes away. */
    Left release() {
        long now = word;
        while (true) {
            long next = CountWord.oneLess(now);
            long seen = (long) WORD.compareAndExchange(this, now, next);
            if (seen == now) {
                return left(next);
            }
            now = seen;
        }
    }

    /** Lets it take no more shares; gives null if it took none before. */
    @Nullable Left retire(RetireReason why) {
        long now = word;
        while (CountWord.isOpen(now)) {
            reason = why;
            long next = CountWord.withStatus(now, CountWord.shares(now) == 0 ? CountWord.CLOSING : CountWord.RETIRED);
            long seen = (long) WORD.compareAndExchange(this, now, next);
            if (seen == now) {
                return left(next);
            }
            now = seen;
        }
        return null;
    }

    /** Moves it to CLOSING if its word is still this one, which was idle. */
    boolean closeIdle(long idle, RetireReason why) {
        if (CountWord.isIdle(idle)
                && word == idle
                && WORD.compareAndSet(this, idle, CountWord.withStatus(idle, CountWord.CLOSING))) {
            reason = why;
            return true;
        }
        return false;
    }

    /** After its close; for whoever reads it. */
    void closed() {
        word = CountWord.withStatus(word, CountWord.CLOSED);
    }

    private static Left left(long word) {
        if (CountWord.status(word) == CountWord.CLOSING) {
            return Left.CLOSING;
        }
        return CountWord.isIdle(word) ? Left.IDLE : Left.HELD;
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
        return revokes && CountWord.status(word) == CountWord.RETIRED ? Math.max(0, revokeAt - now) : Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return "#" + id;
    }
}

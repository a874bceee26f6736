package io.leasehold.internal;

import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseHandle;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One open resource and the word that says who may touch it. Every move of the word is a named CAS; safe for any thread.
 *
 * <pre>
 *  IDLE --lend--> LEASED                      IDLE --startCheck--> CHECKING --passCheck--> LEASED (next generation)
 *  LEASED --giveBack--> IDLE (next generation)
 *  LEASED --handOver--> LEASED (next generation, promised to a waiter)
 *  LEASED --enterForeign--> SHARED            LEASED | SHARED --startEnding--> ENDING
 *  IDLE | CHECKING | ENDING --condemn--> RETIRING --bury--> DEAD
 *  ENDING --goOn--> IDLE | LEASED (next generation, promised to a waiter or to nobody)
 * </pre>
 *
 * <h2>Why a call and an end never overlap unseen</h2>
 *
 * <p><b>Calls of other threads</b> enter and leave by an atomic step on the word itself, which demands the lease's
 * generation and LEASED or SHARED. Whoever ends the lease moves the word to ENDING by a CAS and reads the count from that
 * very word: a foreign call is either counted there or was refused.
 *
 * <p><b>An end by the owner</b> outside any call needs no more: its own calls precede it in program order, and its single
 * CAS from the token proves that no other thread entered during the lease, since the first that does so makes the word
 * SHARED for good. If the CAS fails for that reason, the lease is ended the long way, by the count.
 *
 * <p><b>An end by another thread</b> must know whether the owner is inside a call, which the owner marks in {@code mark}. A
 * lease is of one of two kinds, for good, by a bit of its token:
 *
 * <ul>
 *   <li><em>Unfenced</em>, the common kind: the owner's mark is a plain store that others may see late, so it proves nothing
 *       to them. Whoever else ends such a lease has the resource destroyed. That needs no proof.
 *   <li><em>Fenced</em>, once the pool has seen a lease used by two threads: the owner (1) reads the word and refuses unless
 *       it equals the token, (2) stores the mark, (3) full fence, (4) reads the word again and undoes the mark unless it still
 *       equals the token. The ender (1) moves the word away from the token by a CAS, which is a full fence, (2) reads the
 *       mark. Of two such pairs of store, fence, load, at least one load sees the other's store: the owner stays outside, or
 *       the ender sees the mark and destroys. A nested call needs no fence of its own: the outer mark stands until it has left.
 * </ul>
 *
 * <p><b>A stale owner</b>, whose fenced lease another thread has ended and whose place is lent again, may still store its
 * mark and undo it, over the mark of the next owner. So a mark carries the token of its lease, which never comes back, and whoever
 * finds a token that is not its own takes the worse for granted. An ender believes that an owner is inside unless it reads that very
 * owner's mark without a call, and what was stored last before it is then that owner's own, whatever others stored in between. An
 * owner that finds another's mark enters through the word. A stale owner writes nothing else: its return is a call like any other,
 * and writes what the next holder reads only once it has entered; then whoever ends the lease destroys, and there is no next.
 *
 * <p>All of this is sound by the Java memory model alone. Searched by lab/jcstress.
 */
public final class Place<R> extends PlaceFields<R> implements Grant<R> {

    @SuppressWarnings("unused")
    private long q0, q1, q2, q3, q4, q5, q6, q7;

    final EnginePool<R, ?> pool;

    Place(EnginePool<R, ?> pool, R resource, long id, long word) {
        super(resource, id);
        this.pool = pool;
        WORD.setRelease(this, word);
    }

    /** The raw resource; what is done with it is fenced by the handle that asks. */
    @Override
    public R resource() {
        return resource;
    }

    public EnginePool<R, ?> pool() {
        return pool;
    }

    public long word() {
        return word;
    }

    /** By the constructor of the handle that is made for the lease just granted. */
    public long granted() {
        return granted;
    }

    /** Whether the pool may still lend its resource, now or later. */
    boolean isOpen() {
        int now = status();
        return now != PlaceWord.RETIRING && now != PlaceWord.DEAD;
    }

    int status() {
        return PlaceWord.status(word);
    }

    /** Whether its group counts it as being on its way out, by the claim of who made room of it. */
    boolean leavesByClaim() {
        Farewell begun = farewell();
        return begun != null && begun.counted && begun.madeRoom;
    }

    /** IDLE to LEASED, by an acquirer: to the token of the lease. */
    boolean lend(long idle, long token) {
        return WORD.compareAndSet(this, idle, token);
    }

    /** LEASED, untouched by others, to IDLE of the next generation: the end of the lease and its fence in one. */
    public boolean giveBack(long token) {
        return WORD.compareAndSet(this, token, PlaceWord.next(token, PlaceWord.IDLE));
    }

    /** LEASED, untouched by others, to the next lease, which no handle carries until a waiter takes it. */
    boolean handOver(long token, long nextToken) {
        return WORD.compareAndSet(this, token, nextToken);
    }

    /** LEASED or SHARED of the token's generation to ENDING; gives the word it left, or -1 if the lease was over. */
    long startEnding(long token) {
        long now = word;
        while (PlaceWord.isLeaseOf(now, token)) {
            long seen = (long) WORD.compareAndExchange(this, now, PlaceWord.withStatus(now, PlaceWord.ENDING));
            if (seen == now) {
                return now;
            }
            now = seen;
        }
        return -1;
    }

    /** IDLE to CHECKING, by whoever has it checked. */
    boolean startCheck(long idle) {
        return WORD.compareAndSet(this, idle, PlaceWord.withStatus(idle, PlaceWord.CHECKING));
    }

    /** CHECKING to the next lease, which is a waiter's or nobody's; fails if the check was given up. */
    boolean passCheck(long checking, long nextToken) {
        return WORD.compareAndSet(this, checking, nextToken);
    }

    /** IDLE, CHECKING or ENDING, exactly as read, to RETIRING. */
    boolean condemn(long seen) {
        return WORD.compareAndSet(this, seen, PlaceWord.withStatus(seen, PlaceWord.RETIRING));
    }

    /** ENDING, by its ender, with no call inside, to IDLE or a lease that no handle carries yet; fails if it was condemned. */
    boolean goOn(long ended, long next) {
        return WORD.compareAndSet(this, PlaceWord.withStatus(ended, PlaceWord.ENDING), next);
    }

    /** RETIRING to DEAD, when the resource is gone. The count may still change under it: late calls leave. */
    void bury() {
        long now = word;
        while (PlaceWord.status(now) == PlaceWord.RETIRING) {
            now = (long) WORD.compareAndExchange(this, now, PlaceWord.withStatus(now, PlaceWord.DEAD));
        }
    }

    /** Enters a call of the owner; gives the calls around it, to leave with, or -1 if it must enter as any other thread. */
    public int enterOwner(long token) {
        if (word != token) {
            return -1;
        }
        long before = (long) MARK.getOpaque(this);
        long outer = before - token;
        if ((outer & ~PlaceWord.CALLS_MASK) != 0 || outer == PlaceWord.CALLS_MASK) {
            return -1;
        }
        MARK.setOpaque(this, before + PlaceWord.ONE_CALL);
        if (outer == 0 && PlaceWord.isFenced(token)) {
            VarHandle.fullFence();
            if ((long) WORD.getAcquire(this) != token) {
                MARK.setRelease(this, token);
                return -1;
            }
        }
        return PlaceWord.calls(outer);
    }

    public void leaveOwner(long token, int outer) {
        MARK.setRelease(this, token + outer * PlaceWord.ONE_CALL);
    }

    /** Enters a call of any thread through the word; gives false if the lease has ended. */
    public boolean enterForeign(long token) {
        long now = word;
        while (PlaceWord.isLeaseOf(now, token)) {
            if (PlaceWord.calls(now) == 0xFF) {
                throw new IllegalStateException("255 calls by other threads than the holder run on this lease at once;"
                        + " a lease is one holder's: acquire one for each thread");
            }
            long entered = PlaceWord.withStatus(now + PlaceWord.ONE_CALL, PlaceWord.SHARED);
            long seen = (long) WORD.compareAndExchange(this, now, entered);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    /** Leaves; gives the word after it. */
    public long leaveForeign() {
        return (long) WORD.getAndAdd(this, -PlaceWord.ONE_CALL) - PlaceWord.ONE_CALL;
    }

    /** Whether the owner of this lease is inside a call, or may be; asked by another thread after its CAS to ENDING, or by the owner. */
    public boolean ownerInside(long token) {
        return (long) MARK.getAcquire(this) != token;
    }

    /** By the acquirer, before the handle is made: the owner is outside. */
    void grant(long token) {
        granted = token;
        MARK.setOpaque(this, token);
    }

    /** By the acquirer, right after the place became its own. */
    void hold(LeaseHandle<?> handle, long coarseNow) {
        acquiredAt = coarseNow;
        HolderBox current = box;
        if (boxTick != coarseNow) {
            current = new HolderBox();
            box = current;
            boxTick = coarseNow;
        }
        current.put(handle);
    }

    /** By the returner, before the place stops being its own: what the next acquirer will read. */
    public void leaveBehind(long coarseNow) {
        idleSince = coarseNow;
        box.clear();
    }

    /** By the returner whose move failed: it may still be the holder. */
    public void holdAgain(LeaseHandle<?> handle) {
        if (isLeaseOf(HandleAccess.get().token(handle))) {
            box.put(handle);
        }
    }

    /** By the owner: whether the lease can end without a reset and its resource be lent again, if no call is inside. */
    public boolean isPlain() {
        return !needsReset && !givenOut && condemned == null && order == null;
    }

    public void markForReset() {
        if (!needsReset) {
            needsReset = true;
        }
    }

    /** By the owner inside a call. A mark that another thread sets meanwhile may get lost: its call makes the lease a shared one. */
    public void unmarkForReset() {
        if (needsReset) {
            needsReset = false;
        }
    }

    public void markGivenOut() {
        if (!givenOut) {
            givenOut = true;
        }
    }

    public boolean isCondemned() {
        return condemned != null;
    }

    /** Keeps the gravest of the demands made so far. Called inside a call, so the place cannot pass to another lease. */
    public void demand(Condemnation demanded) {
        Condemnation before = condemned;
        while (before == null || (demanded.endsLease() && !before.endsLease())) {
            Condemnation seen = (Condemnation) CONDEMNED.compareAndExchange(this, before, demanded);
            if (seen == before) {
                break;
            }
            before = seen;
        }
        if (demanded.suspectsSiblings()) {
            pool.suspectSiblings();
        }
    }

    public boolean isLeaseOf(long token) {
        return PlaceWord.isLeaseOf(word, token);
    }

    public boolean isSharedLeaseOf(long token) {
        long now = word;
        return PlaceWord.sameGeneration(now, token) && PlaceWord.status(now) != PlaceWord.LEASED;
    }

    /** The children made by calls of a shared lease. */
    public SharedChildren sharedChildren() {
        SharedChildren children = sharedChildren;
        if (children == null) {
            SHARED_CHILDREN.compareAndSet(this, null, new SharedChildren());
            children = sharedChildren;
        }
        return Objects.requireNonNull(children);
    }

    /** The sampled site of the lease of the word's generation, or null. */
    @Nullable Site siteOf(long wordOfLease) {
        Site sampled = site;
        return sampled != null && PlaceWord.sameGeneration(sampled.token(), wordOfLease) ? sampled : null;
    }

    @Override
    public String toString() {
        return pool.name() + "#" + id + " " + PlaceWord.text(word);
    }
}

package io.leasehold.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread in the line. Its state is moved by CAS: by its own thread, and by whoever signals it or grants it a place.
 *
 * <pre>
 *  WAITING --signal--> SIGNALLED --lookedAround--> WAITING
 *  WAITING | SIGNALLED --grant--> GRANTED
 *  WAITING | SIGNALLED --leave--> LEFT
 * </pre>
 *
 * <p>A grant and a leaving race for one CAS, and its loser knows: a granter that loses keeps the place and tries the next,
 * a waiter that loses has a place.
 */
final class Waiter {

    private static final int WAITING = 0;
    private static final int SIGNALLED = 1;
    private static final int GRANTED = 2;
    private static final int LEFT = 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Thread thread;
    final long arrivedAt;

    /** Guarded by the line's lock. */
    @Nullable Waiter ahead;

    @Nullable Waiter behind;

    boolean inLine;

    /** How many stood in front on arrival; written before it is in the line. */
    int position;

    /** By itself: whether it leaves because its thread was interrupted. */
    boolean interrupted;

    /** When it was last woken, exactly; 0 if it was not. Written by the waker before its CAS. */
    private long wokenAt;

    /** The probe that this waiter had begin, or that is for it: it waits for its end. */
    volatile @Nullable Probe awaited;

    private @Nullable Place<?> place;
    private long token;

    @SuppressWarnings("unused")
    private volatile int state = WAITING;

    Waiter(Thread thread, long arrivedAt) {
        this.thread = thread;
        this.arrivedAt = arrivedAt;
    }

    /** By a returner that freed a place: wakes it unless it is awake already or on its way out. */
    void signal(long now) {
        if (state == WAITING) {
            wokenAt = now;
            if (STATE.compareAndSet(this, WAITING, SIGNALLED)) {
                LockSupport.unpark(thread);
            }
        }
    }

    /** By whoever holds a place for it; the thread is yet to be unparked. Gives false if it has left. */
    boolean grant(Place<?> granted, long grantedToken, long now) {
        int seenState = state;
        if (seenState == WAITING) {
            wokenAt = now;
        }
        place = granted;
        token = grantedToken;
        while (seenState == WAITING || seenState == SIGNALLED) {
            int seen = (int) STATE.compareAndExchange(this, seenState, GRANTED);
            if (seen == seenState) {
                return true;
            }
            seenState = seen;
        }
        return false;
    }

    /** By itself, before it looks around once more: what is freed from now on signals it anew. */
    void lookAround() {
        STATE.compareAndSet(this, SIGNALLED, WAITING);
    }

    /** By itself: gives up its place in the line. Gives false if it was granted a place meanwhile. */
    boolean leave() {
        int now = state;
        while (now == WAITING || now == SIGNALLED) {
            int seen = (int) STATE.compareAndExchange(this, now, LEFT);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return now != GRANTED;
    }

    boolean isGranted() {
        return state == GRANTED;
    }

    /** Whether it neither was granted a place nor has left. */
    boolean isStaying() {
        int now = state;
        return now == WAITING || now == SIGNALLED;
    }

    boolean isSignalled() {
        return state == SIGNALLED;
    }

    /** The place it was granted. */
    Place<?> place() {
        return Objects.requireNonNull(place);
    }

    /** The token of the lease it was granted. */
    long token() {
        return token;
    }

    /** When it was last woken, or 0; read by itself after it saw the state that the waker set. */
    long wokenAt() {
        return wokenAt;
    }
}

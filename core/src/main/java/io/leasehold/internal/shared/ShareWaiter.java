package io.leasehold.internal.shared;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread that waits for an open, until it is told its outcome or leaves. Its state is moved once, by CAS: by whoever
 * tells it, or by itself.
 *
 * <p>A grant and a leaving race for that CAS, and its loser knows: a granter that loses keeps the share it added and takes it
 * away again, a waiter that loses has a share.
 */
final class ShareWaiter<R> {

    static final int WAITING = 0;
    /** Has the share of {@link #granted}, whose seat is taken in its own name. */
    static final int GRANTED = 1;
    /** The open failed by {@link #failure}. */
    static final int FAILED = 2;
    /** What it waited for is of no use any more: it starts again. */
    static final int AGAIN = 3;

    static final int LEFT = 4;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ShareWaiter.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Thread thread = Thread.currentThread();

    private @Nullable Seat<R> granted;
    private @Nullable Throwable failure;
    private volatile int state = WAITING;

    int state() {
        return state;
    }

    /** The share's seat; read after GRANTED was seen. */
    @Nullable Seat<R> granted() {
        return granted;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    /** By the opener, who has added a share for it; gives false if it has left, and the share is still the opener's. */
    boolean grant(Seat<R> seat) {
        granted = seat;
        return tell(GRANTED);
    }

    void fail(Throwable why) {
        failure = why;
        tell(FAILED);
    }

    void again() {
        tell(AGAIN);
    }

    /** By itself; gives false if it was told something first. */
    boolean leave() {
        return STATE.compareAndSet(this, WAITING, LEFT);
    }

    private boolean tell(int outcome) {
        if (!STATE.compareAndSet(this, WAITING, outcome)) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }
}

package io.leasehold.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One resource's way out, on workers: the first of its close and its abort to succeed ends it. A close that hangs is followed
 * by an abort; what does not yield to that is lost, until the driver lets go after all. It may be started twice, by somebody who
 * may have died and by who cannot know: as any call it runs once.
 */
public final class Farewell extends DriverCall {

    private static final int CLOSING = 0;
    private static final int LOST = 1;
    private static final int GONE = 2;

    private final DriverCalls calls;
    private final Leaving leaving;
    private final boolean cutsOff;
    private final AtomicInteger state;

    /** Whether a close hangs on another worker; it is the one to go on where the abort does not help. */
    private final boolean followsClose;

    /** Of a place's: whether its group counts it as being on its way out; written by who has just had it counted. */
    volatile boolean counted;

    /** Of a place's that is counted: whether it is by a claim for the group's line. Written before that. */
    boolean madeRoom;

    /** What leaves, and who hears of it. */
    public interface Leaving {

        void close() throws Exception;

        void abort() throws Exception;

        void closeFailed(Throwable why);

        void abortFailed(Throwable why);

        /** It is gone for all that can be known; told once. */
        void gone(boolean wasLost);

        /** It hangs, and was given up; told at most once, and before {@link #gone}. */
        void lost();
    }

    /** @param cutsOff whether it is aborted at once, since a call may be inside */
    public Farewell(DriverCalls calls, Leaving leaving, long limitNanos, boolean cutsOff) {
        this(calls, leaving, limitNanos, cutsOff, false, new AtomicInteger(CLOSING));
    }

    private Farewell(
            DriverCalls calls,
            Leaving leaving,
            long limitNanos,
            boolean cutsOff,
            boolean followsClose,
            AtomicInteger state) {
        super(limitNanos);
        this.calls = calls;
        this.leaving = leaving;
        this.cutsOff = cutsOff;
        this.followsClose = followsClose;
        this.state = state;
    }

    @Override
    protected void call() {
        if (state.get() == GONE) {
            return;
        }
        boolean ended = true;
        try {
            ended = closeOrAbort();
        } finally {
            end(ended);
        }
    }

    private void end(boolean ended) {
        boolean inTime = settle();
        if (ended) {
            int before = state.getAndSet(GONE);
            if (before != GONE) {
                leaving.gone(before == LOST);
            }
        } else if (inTime && state.compareAndSet(CLOSING, LOST)) {
            leaving.lost();
        }
    }

    /** Whether the resource is gone for all that can be known. */
    private boolean closeOrAbort() {
        if (cutsOff) {
            try {
                leaving.abort();
                return true;
            } catch (Throwable e) {
                // if that threw, the resource would be taken for gone, and nobody would close it
                Telling.tell(() -> leaving.abortFailed(e));
            }
            if (followsClose) {
                return false;
            }
        }
        try {
            leaving.close();
        } catch (Throwable e) {
            Telling.tell(() -> leaving.closeFailed(e));
        }
        return true;
    }

    @Override
    protected void givenUp() {
        if (!cutsOff) {
            calls.start(new Farewell(calls, leaving, limitNanos, true, true, state));
        } else if (state.compareAndSet(CLOSING, LOST)) {
            leaving.lost();
        }
    }
}

package io.leasehold.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Whether something fails fast, an address or an endpoint: from a failed open until an open succeeds. While the window lasts nothing
 * is tried; once it is over one open is, the probe, and until that ends nothing else. The window doubles with each probe that fails,
 * and is shortened by up to 20 %, so that many that failed together are not tried together.
 *
 * <p>Safe for any thread, without locks: the state is immutable and replaced by CAS, and a probe begins by the CAS that puts it in, so
 * that of two only one does. What ends a probe names it: an open that was under way before the failure cannot end it.
 */
final class FailWindow {

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(FailWindow.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable State state;

    /**
     * A failure that is not over.
     *
     * @param cause what the last try threw
     * @param failedAt when that was
     * @param failures how many tries in a row failed
     * @param until when the next may be made
     * @param probe the one under way, or null
     */
    record State(
            Throwable cause,
            long failedAt,
            long failures,
            long until,
            @Nullable Probe probe) {

        /** Whether an open must not begin now, nor an acquire wait for one other than this probe. */
        boolean refuses(long now, @Nullable Probe awaited) {
            return probe != null ? probe != awaited : now - until < 0;
        }

        private State with(@Nullable Probe begun) {
            return new State(cause, failedAt, failures, until, begun);
        }
    }

    @Nullable State state() {
        return state;
    }

    /**
     * Begins the probe if there is something to probe and the time has come; gives false if an open must not begin.
     *
     * @param anyway whether it has come, whatever the clock says
     */
    boolean begin(Probe probe, long now, boolean anyway) {
        while (true) {
            State seen = state;
            if (seen == null) {
                return true;
            }
            boolean probing = seen.probe != null && !seen.probe.isOverdue(now);
            if (probing || !anyway && now - seen.until < 0) {
                return false;
            }
            if (STATE.compareAndSet(this, seen, seen.with(probe))) {
                return true;
            }
        }
    }

    /** The probe came to nothing, and tells nothing of what failed. Who changes the state first has ended it: it is tried once. */
    void cancel(Probe probe) {
        State seen = state;
        if (seen != null && seen.probe == probe) {
            STATE.compareAndSet(this, seen, seen.with(null));
        }
    }

    /**
     * An open failed. If it was not the probe, and the window stands already, it had begun before and tells nothing new.
     *
     * @param first how long the first window lasts, in nanoseconds
     * @param longest how long any lasts at most
     * @return whether the window is new or longer than before
     */
    boolean failed(Throwable why, Probe probe, long now, long first, long longest) {
        while (true) {
            State seen = state;
            if (seen != null && seen.probe != probe) {
                return false;
            }
            long failures = seen == null ? 1 : seen.failures + 1;
            State next = new State(why, now, failures, now + length(failures, first, longest), null);
            if (STATE.compareAndSet(this, seen, next)) {
                return true;
            }
        }
    }

    /** An open succeeded, or showed that this is not what fails; gives whether anything had failed. */
    boolean recovered() {
        return state != null && STATE.getAndSet(this, (State) null) != null;
    }

    private static long length(long failures, long first, long longest) {
        long doubled = first;
        for (long i = 1; i < failures && doubled < longest; i++) {
            doubled *= 2;
        }
        long full = Math.min(longest, doubled);
        return full - ThreadLocalRandom.current().nextLong(full / 5 + 1);
    }
}

package io.leasehold.session.internal;

import io.leasehold.session.OperationState;
import io.leasehold.session.SessionOperation;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a session. Its state changes under the registry's lock and is read without.
 *
 * <p>A cancel before {@link #start} leaves CANCELLED behind, and a start that finds it says no; a cancel after it finds the
 * canceller and hands it to the session's workers. Both happen under the lock, so that no order of the two loses the cancel. The
 * canceller is taken as it is handed over, so that it is called once.
 */
final class LiveOperation extends Holding implements SessionOperation {

    private volatile OperationState state = OperationState.WAITING;
    private @Nullable AutoCloseable canceller;

    LiveOperation(LiveSession session, String name, long since) {
        super(session, name, since);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OperationState state() {
        return state;
    }

    @Override
    public boolean start(AutoCloseable how) {
        return session.registry.change(after -> {
            if (state != OperationState.WAITING) {
                return false;
            }
            state = OperationState.RUNNING;
            canceller = how;
            return true;
        });
    }

    @Override
    public boolean cancel() {
        return session.registry.change(after -> {
            boolean cancelled = cancelled(after);
            session.used(after);
            return cancelled;
        });
    }

    /** Under the lock: gives false if it was cancelled before, or is over. */
    boolean cancelled(Afterwards after) {
        if (state != OperationState.WAITING && state != OperationState.RUNNING) {
            return false;
        }
        state = OperationState.CANCELLED;
        AutoCloseable how = canceller;
        canceller = null;
        if (how != null) {
            session.returning.add(name, () -> cancelUnlessOver(how), after);
        }
        return true;
    }

    private void cancelUnlessOver(AutoCloseable how) throws Exception {
        if (state != OperationState.OVER) {
            how.close();
        }
    }

    @Override
    public void close() {
        session.registry.change(after -> {
            state = OperationState.OVER;
            canceller = null;
            return session.remove(this, after);
        });
    }

    boolean isWaiting() {
        return state == OperationState.WAITING;
    }

    @Override
    boolean keepsAwake() {
        return state == OperationState.WAITING || state == OperationState.RUNNING;
    }

    @Override
    boolean delaysDrain() {
        return keepsAwake();
    }

    @Override
    void giveBack(Afterwards after) {
        cancelled(after);
    }

    @Override
    String what() {
        return state.name();
    }
}

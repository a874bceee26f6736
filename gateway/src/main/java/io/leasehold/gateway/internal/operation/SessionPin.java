package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.PinMode;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.session.Held;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that a session keeps between its statements, and the line of those that run on it, one at a time. Guarded by the
 * session's lock.
 *
 * <p>It begins with the operation that needs it, before that one has its turn at the gate, so that whatever the client sends after it
 * waits here. It is kept for a transaction, for state that a statement may have left, or for both; each is a hold of the session's,
 * made before the statement runs, and whichever is given back by the session is given back here. It ends once: under the lock, when it
 * is kept for neither and nothing runs on it, or when its connection is lost. Only who makes {@code isOver} true returns the lease.
 *
 * <p>The connection is used by who is {@code current}: an operation, or who gives the transaction back. To give back what an operation
 * is using, that operation is cancelled, which loses the connection; its own thread then ends the pin.
 */
final class SessionPin {

    private static final Logger LOG = LoggerFactory.getLogger(SessionPin.class);

    private static final String TRANSACTION = "the transaction";
    private static final String STATE = "the connection pinned for ";

    private final GatewaySession session;
    private final ReentrantLock lock;
    private final Deque<Operation> waiting = new ArrayDeque<>();
    private final long since;
    private @Nullable Operation current;
    private boolean isGivingBack;
    private boolean isOver;
    private @Nullable BackendLease lease;
    private @Nullable Turn turn;
    private String reason = "";
    private @Nullable Held state;
    private @Nullable Held transaction;
    private Deadlines.@Nullable Deadline idle;

    SessionPin(GatewaySession session, Operation first) {
        this.session = session;
        this.lock = session.lock();
        this.current = first;
        this.since = session.now();
    }

    /** Whether a loss of a session's is told by this name. */
    static boolean isNamed(String loss) {
        return loss.equals(TRANSACTION) || loss.startsWith(STATE);
    }

    /** Why it is kept; empty while it is being made. */
    String reason() {
        lock.lock();
        try {
            String both = transaction == null ? "" : "transaction";
            return reason.isEmpty() ? both : both.isEmpty() ? reason : both + ", " + reason;
        } finally {
            lock.unlock();
        }
    }

    long since() {
        return since;
    }

    /** Under the lock. */
    void add(Operation operation) throws ClientErrorException {
        int most = session.operations().settings().limits().perSession();
        if (waiting.size() >= most) {
            throw new ClientErrorException(
                    ClientErrorException.LIMIT,
                    most + " statements of this session wait for its connection already; nothing was run");
        }
        waiting.add(operation);
        startNext();
    }

    /** Under the lock. */
    private void startNext() {
        if (lease == null || isOver || isGivingBack || current != null) {
            return;
        }
        Operation next = waiting.poll();
        if (next != null) {
            current = next;
            callOff();
            session.operations().runner().startPinned(next, this);
        }
    }

    private void callOff() {
        Deadlines.Deadline set = idle;
        idle = null;
        if (set != null) {
            set.callOff();
        }
    }

    /** The operation that needed it has its lease. */
    void leased(BackendLease acquired, Turn granted) {
        lock.lock();
        try {
            lease = acquired;
            turn = granted;
        } finally {
            lock.unlock();
        }
    }

    BackendLease lease() {
        lock.lock();
        try {
            if (lease == null) {
                throw new IllegalStateException("there is no lease yet");
            }
            return lease;
        } finally {
            lock.unlock();
        }
    }

    /** It never came to be: its operation has no lease. */
    void abandon() {
        end(null);
    }

    /** An operation was over before it had its turn. */
    void left(Operation operation, boolean hasLeftTheLine) {
        lock.lock();
        try {
            waiting.remove(operation);
            if (!hasLeftTheLine || current != operation || lease != null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        abandon();
    }

    /**
     * The current operation is about to run: what it is to be kept for is held before.
     *
     * @throws SessionException if the session has ended, or is detached and holds no such thing
     */
    void before(Operation operation) {
        Work.Leaves leaves = operation.work().leaves();
        boolean isKeptAnyway = session.profile().pinMode() == PinMode.SESSION;
        boolean forState;
        boolean forTransaction;
        lock.lock();
        try {
            forState = (leaves == Work.Leaves.STATE || isKeptAnyway) && state == null;
            forTransaction = leaves == Work.Leaves.TRANSACTION && transaction == null;
        } finally {
            lock.unlock();
        }
        String why = isKeptAnyway ? "the session" : operation.work().reason();
        if (forState) {
            Held held = session.registered().hold(HoldKind.PIN, STATE + why, () -> giveUp("it was given up"));
            lock.lock();
            try {
                state = held;
                reason = why;
            } finally {
                lock.unlock();
            }
        }
        if (leaves == Work.Leaves.STATE) {
            lease().leavesState(why);
        }
        if (forTransaction) {
            holdTransaction();
        }
        session.operations().named(turnOrNull(), reason());
    }

    private @Nullable Turn turnOrNull() {
        lock.lock();
        try {
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void holdTransaction() {
        Held held = session.registered().hold(HoldKind.TRANSACTION, TRANSACTION, this::rollBack);
        lock.lock();
        try {
            transaction = held;
        } finally {
            lock.unlock();
        }
    }

    /** The current operation has run; on its thread. */
    void after(Operation operation) {
        BackendLease used = lease();
        String lost = used.isLost() ? "its connection was lost" : "";
        boolean inTransaction = false;
        if (lost.isEmpty()) {
            try {
                inTransaction = used.isInTransaction();
            } catch (SQLException e) {
                lost = "its connection was lost";
            }
        }
        if (!lost.isEmpty()) {
            lose(lost);
            return;
        }
        release(operation, inTransaction);
        if (inTransaction && isWithoutTransaction()) {
            try {
                holdTransaction();
            } catch (SessionException e) {
                lose("the session has ended");
                return;
            }
        }
        goOn();
    }

    private boolean isWithoutTransaction() {
        lock.lock();
        try {
            return transaction == null;
        } finally {
            lock.unlock();
        }
    }

    /** What it is not kept for any more. */
    private void release(Operation operation, boolean inTransaction) {
        Held endedTransaction = null;
        Held endedState = null;
        lock.lock();
        try {
            if (!inTransaction) {
                endedTransaction = transaction;
                transaction = null;
            }
            if (operation.work().discards() && session.profile().pinMode() != PinMode.SESSION) {
                endedState = state;
                state = null;
                reason = "";
            }
        } finally {
            lock.unlock();
        }
        if (endedTransaction != null) {
            endedTransaction.release();
        }
        if (endedState != null) {
            endedState.release();
        }
    }

    private void goOn() {
        boolean isUnused;
        lock.lock();
        try {
            current = null;
            isUnused = transaction == null && state == null;
            if (!isUnused && transaction != null && waiting.isEmpty()) {
                idle = session.operations()
                        .deadlines()
                        .in(session.operations().settings().transactionIdle(), this::rollBackIdle);
            }
            if (!isUnused) {
                startNext();
            }
        } finally {
            lock.unlock();
        }
        session.operations().named(turnOrNull(), reason());
        if (isUnused) {
            end(null);
        }
    }

    private void rollBackIdle() {
        long minutes = session.operations().settings().transactionIdle().toMinutes();
        Held held;
        lock.lock();
        try {
            if (current != null || isGivingBack || isOver) {
                return;
            }
            held = transaction;
        } finally {
            lock.unlock();
        }
        if (held != null && held.release()) {
            rollBack();
            session.tell(new ClientErrorException("25P03", "the transaction was rolled back, since no statement came for " + minutes
                    + " min; this statement was not run, the next one will be"));
        }
    }

    /** Gives the transaction back: by the session, or because nothing was done in it for too long. */
    private void rollBack() {
        Operation using;
        lock.lock();
        try {
            using = current;
            transaction = null;
            if (isOver) {
                return;
            }
            isGivingBack = using == null;
        } finally {
            lock.unlock();
        }
        if (using != null) {
            using.cancel(Phase.CANCELED, "its transaction was given back");
            return;
        }
        boolean isKept = !reason().isEmpty();
        try {
            if (isKept && lease().isInTransaction()) {
                lease().rollback("ROLLBACK");
            }
        } catch (SQLException e) {
            LOG.info("{}: a rollback failed, so its connection is cut off: {}", session, e.toString());
            isKept = false;
        }
        lock.lock();
        try {
            isGivingBack = false;
            if (isKept) {
                startNext();
                return;
            }
        } finally {
            lock.unlock();
        }
        end(null);
    }

    /** Gives it back with all that it is kept for. */
    void giveUp(String why) {
        Operation using;
        boolean isComing;
        lock.lock();
        try {
            using = current;
            isComing = lease == null;
            state = null;
            reason = "";
            if (isOver) {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (using != null) {
            using.cancel(Phase.CANCELED, why);
        } else if (!isComing) {
            end(null);
        }
    }

    /** The connection cannot be used any more: what was on it is lost, and that is told. */
    private void lose(String why) {
        String what = reason();
        boolean isTold = !what.isEmpty();
        end(isTold
                ? new ClientErrorException("25000", "what the session had on its connection (" + what + ") is lost: " + why
                        + "; this statement was not run, the next one will be")
                : null);
    }

    private void end(@Nullable ClientErrorException notice) {
        List<Operation> sentOn;
        List<Held> held = new ArrayList<>();
        BackendLease returned;
        Turn over;
        lock.lock();
        try {
            if (isOver) {
                return;
            }
            isOver = true;
            current = null;
            sentOn = new ArrayList<>(waiting);
            waiting.clear();
            returned = lease;
            over = turn;
            addIfThere(held, state);
            addIfThere(held, transaction);
            callOff();
        } finally {
            lock.unlock();
        }
        held.forEach(Held::release);
        Runner.giveBack(returned, over);
        if (notice != null) {
            session.tell(notice);
        }
        session.unpinned(this, sentOn);
    }

    private static void addIfThere(List<Held> all, @Nullable Held one) {
        if (one != null) {
            all.add(one);
        }
    }
}

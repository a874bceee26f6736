package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.session.Held;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a session keeps between its statements, and the line of those that run on it, one at a time. Guarded by the
 * session's lock.
 *
 * <p>It begins with the operation that needs it, before that one has its turn at the gate, so that whatever the client sends after it
 * waits here. It is kept for a transaction, for state that a statement may have left, or for both; each is a hold of the session's,
 * made before the statement runs, and whichever is given back by the session is given back here. It ends once: under the lock, when it
 * is kept for neither and nothing runs on it, or when its connection is lost. Only who makes {@code isOver} true returns the lease; by
 * the same change the session lets go of the pin and knows what it has to tell, or who waits first is taken out of the line to be told,
 * so that nothing is added to a pin that is over, and no statement runs elsewhere before its client was told what is lost. Where the others go who waited is decided by
 * that change too, so that nothing that comes later overtakes them.
 *
 * <p>The connection is used by who is {@code current}: an operation, or, with {@code isGivingBack}, who gives the transaction back. To
 * give back what an operation is using, that operation is cancelled. Where that loses the connection its own thread then ends the pin;
 * where it does not, as of what makes no statement, its own thread gives the transaction back once it has run ({@code isToGiveBack}).
 * So nobody returns a connection on which somebody else is, and nothing goes on in a transaction whose client was told that it is gone.
 * Transactions are numbered, and each is given back once: by the session or because nothing was done in it, whichever comes first; a
 * call for one that is over does nothing to the next.
 */
final class SessionPin {

    private final GatewaySession session;
    private final Guard guard;
    private final PinLine line;
    private final PinHolds holds = new PinHolds();
    private final long since;
    private @Nullable Operation current;
    private int lastTransaction;
    private int lastGivenBack;
    private boolean isToGiveBack;
    private boolean isGivingBack;
    private boolean isOver;
    private @Nullable BackendLease lease;
    private @Nullable Turn turn;
    private Deadlines.@Nullable Deadline idle;

    SessionPin(GatewaySession session, Operation first) {
        this.session = session;
        this.guard = session.guard();
        this.line = new PinLine(session);
        this.current = first;
        this.since = session.now();
    }

    /** Why it is kept; empty while it is being made. */
    String reason() {
        return guard.get(holds::words);
    }

    long since() {
        return since;
    }

    /** Under the lock; false if too many wait already. */
    boolean add(Operation operation) {
        boolean isAdded = line.add(operation);
        startNext();
        return isAdded;
    }

    /** Under the lock. */
    private void startNext() {
        if (lease == null || isOver || isGivingBack || current != null) {
            return;
        }
        Operation next = line.next();
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
        guard.run(() -> {
            lease = acquired;
            turn = granted;
        });
    }

    BackendLease lease() {
        return guard.get(() -> Objects.requireNonNull(lease, "there is no lease yet"));
    }

    /** It never came to be: its operation has no lease. */
    void abandon() {
        refuseWhatRelied(guard.get(() -> current));
        end(null);
    }

    /** What was sent behind a BEGIN that began nothing would run outside of a transaction, and be kept. */
    private void refuseWhatRelied(@Nullable Operation begin) {
        if (begin == null || begin.work().leaves() != Work.Leaves.TRANSACTION) {
            return;
        }
        List<Operation> relied =
                guard.get(() -> holds.hasTransaction() || isToGiveBack ? List.<Operation>of() : line.takeAll());
        relied.forEach(operation -> operation.fail(PinWords.notBegun()));
    }

    /** An operation was over before it had its turn. */
    void left(Operation operation, boolean hasLeftTheLine) {
        boolean isUnmade = guard.test(() -> {
            line.remove(operation);
            return hasLeftTheLine && current == operation && lease == null;
        });
        if (isUnmade) {
            abandon();
        }
    }

    /**
     * The current operation is about to run: what the connection is to be kept for is held before.
     *
     * @throws SessionException if the session has ended, or is detached and holds no such thing
     */
    void before(Operation operation) {
        Work.Leaves leaves = operation.work().leaves();
        boolean isKeptAnyway = session.profile().pinMode() == PinMode.SESSION;
        String why = isKeptAnyway ? "the session" : operation.work().reason();
        boolean isForState = leaves == Work.Leaves.STATE || isKeptAnyway;
        if (isForState && !guard.test(holds::hasState)) {
            Held held = session.registered().hold(HoldKind.PIN, PinWords.STATE + why, () -> giveUp("it was given up"));
            guard.run(() -> holds.state(held, why));
        }
        if (leaves == Work.Leaves.STATE) {
            lease().leavesState(why);
        }
        if (leaves == Work.Leaves.TRANSACTION && !guard.test(holds::hasTransaction)) {
            holdTransaction();
        }
        name();
    }

    private void holdTransaction() {
        int number = guard.get(() -> ++lastTransaction);
        Held held = session.registered().hold(HoldKind.TRANSACTION, PinWords.TRANSACTION, () -> rollBack(number));
        guard.run(() -> holds.transaction(held));
    }

    /** Displays are to say what the lease is kept for. */
    private void name() {
        Turn held = guard.get(() -> turn);
        String why = reason();
        if (held != null && !why.isEmpty()) {
            held.what(why);
        }
    }

    /** The current operation has run; on its thread. */
    void after(Operation operation) {
        BackendLease used = lease();
        boolean inTransaction;
        try {
            if (used.isLost()) {
                lose("its connection was lost");
                return;
            }
            inTransaction = used.isInTransaction();
            if (!inTransaction) {
                releaseTransaction();
                used.leaveTransaction();
            } else if (guard.test(() -> !holds.hasTransaction() && !isToGiveBack)) {
                holdTransaction();
            }
        } catch (SQLException e) {
            lose("its connection was lost");
            return;
        } catch (RuntimeException | Error e) {
            lose(Runner.lossBy(e, used));
            return;
        }
        refuseWhatRelied(operation);
        goOn(inTransaction);
    }

    private void releaseTransaction() {
        Held ended = guard.get(holds::takeTransaction);
        if (ended != null) {
            ended.release();
        }
    }

    /** The current operation, which uses this lease, has let go of all that earlier ones left. */
    void discard(BackendLease by) {
        Held state = guard.get(() -> lease == by ? holds.takeState() : null);
        if (state != null) {
            state.release();
        }
    }

    /** What comes once an operation has run. */
    private enum Next {
        GIVE_BACK,
        END,
        GO_ON
    }

    private void goOn(boolean inTransaction) {
        Next next = guard.get(() -> {
            boolean isGivenBack = isToGiveBack && inTransaction;
            isToGiveBack = false;
            if (isGivenBack) {
                holds.takeTransaction();
                isGivingBack = true;
            } else if (holds.areNone()) {
                return Next.END;
            }
            current = null;
            if (holds.hasTransaction() && line.isEmpty()) {
                idle = session.operations()
                        .deadlines()
                        .in(session.operations().settings().transactionIdle(), this::rollBackIdle);
            }
            startNext();
            return isGivenBack ? Next.GIVE_BACK : Next.GO_ON;
        });
        switch (next) {
            case GIVE_BACK -> giveBackTransaction(null);
            case END -> end(null);
            case GO_ON -> name();
        }
    }

    private void rollBackIdle() {
        Held held = guard.get(() -> {
            boolean isUnused = current == null && !isGivingBack && !isOver;
            Held taken = isUnused ? holds.takeTransaction() : null;
            if (taken != null) {
                lastGivenBack = lastTransaction;
                isGivingBack = true;
            }
            return taken;
        });
        if (held != null) {
            // If the session gives it back just now, it tells of that itself.
            boolean isToTell = held.release();
            giveBackTransaction(
                    isToTell ? PinWords.idled(session.operations().settings().transactionIdle()) : null);
        }
    }

    /** The session gives the transaction back. */
    private void rollBack(int number) {
        Giving giving = guard.get(() -> {
            if (number != lastTransaction || number == lastGivenBack) {
                return new Giving(null, false);
            }
            lastGivenBack = number;
            holds.takeTransaction();
            isToGiveBack = current != null;
            isGivingBack = current == null && !isOver;
            return new Giving(current, isGivingBack);
        });
        Operation using = giving.using();
        if (using != null) {
            using.cancel(Phase.CANCELED, "its transaction was given back");
        } else if (giving.isMine()) {
            giveBackTransaction(null);
        }
    }

    /**
     * How a transaction is given back.
     *
     * @param using who is cancelled for it, or null
     * @param isMine whether it is done by who asks
     */
    private record Giving(@Nullable Operation using, boolean isMine) {}

    /** By who made {@code isGivingBack} true. */
    private void giveBackTransaction(@Nullable ClientErrorException notice) {
        if (!guard.test(holds::hasState)) {
            end(notice);
            return;
        }
        if (!lease().isRolledBack()) {
            lose("its rollback failed");
            return;
        }
        List<Operation> told = new ArrayList<>();
        boolean isKept = guard.test(() -> {
            if (!holds.hasState()) {
                return false;
            }
            isGivingBack = false;
            told.addAll(line.tell(notice));
            startNext();
            return true;
        });
        if (isKept) {
            line.refuse(told, notice);
        } else {
            end(notice);
        }
    }

    /** Gives it back with all that it is kept for. */
    void giveUp(String why) {
        Operation using = guard.get(() -> {
            holds.takeState();
            return current;
        });
        if (using != null) {
            using.cancel(Phase.CANCELED, why);
        } else if (!end(null, false)) {
            // One has begun meanwhile, or the transaction is being given back, and with it the pin.
            Operation begun = guard.get(() -> current);
            if (begun != null) {
                begun.cancel(Phase.CANCELED, why);
            }
        }
    }

    /** The lease was revoked: if nothing runs on it, nobody else would find out. */
    void revoked(BackendLease ended) {
        if (guard.test(() -> lease == ended)) {
            end(PinWords.lost(reason(), "the server's operator revoked it"), false);
        }
    }

    /** The connection cannot be used any more: what was on it is lost, and that is told. */
    private void lose(String why) {
        end(PinWords.lost(reason(), why));
    }

    /** By who uses it. */
    private void end(@Nullable ClientErrorException notice) {
        end(notice, true);
    }

    /** Unless somebody else uses it. */
    private boolean end(@Nullable ClientErrorException notice, boolean byUser) {
        List<Operation> told = new ArrayList<>();
        List<GatewaySession.Route> sentOn = new ArrayList<>();
        List<Held> held = new ArrayList<>();
        boolean isMine = guard.test(() -> {
            boolean isUsed = current != null || isGivingBack;
            if (isOver || isUsed && !byUser) {
                return false;
            }
            isOver = true;
            current = null;
            told.addAll(line.tell(notice));
            held.addAll(holds.takeAll());
            callOff();
            sentOn.addAll(session.unpinned(this, line.takeAll()));
            return true;
        });
        if (isMine) {
            held.forEach(Held::release);
            Runner.giveBack(guard.get(() -> lease), guard.get(() -> turn));
            line.refuse(told, notice);
            sentOn.forEach(session::sendOn);
        }
        return isMine;
    }
}

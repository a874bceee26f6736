package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.session.Held;
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
 * the same change the session lets go of the pin, knows what it has to tell ({@link Notices}), and where those go who waited. So nothing is
 * added to a pin that is over, no statement runs elsewhere before its client was told what is lost, and none is overtaken.
 *
 * <p>The connection is used by who is {@code current}: an operation, or, with {@code isGivingBack}, who gives the transaction back. To
 * give back what an operation is using, that operation is cancelled, unless it is a COMMIT: by then it may have been done, so it goes
 * on, and its client is told that it may have been. Where a cancel loses the connection its own thread then ends the pin; where it does
 * not, as of what makes no statement, its own thread gives the transaction back once it has run. So nobody returns a connection on which
 * somebody else is, and nothing goes on in a transaction whose client was told that it is gone.
 *
 * <p>Who gives something back may come late, on a worker of the session's or of the deadlines', and must not meet what has come since. So
 * transactions are numbered, and each is given back once; so are the times for which one waits for a statement. Once state was given up
 * nothing is begun here any more, and the pin ends with what runs. And a client that is back learns from its first call what was lost:
 * that is given back then at the latest, before anything more of what it sends is begun ({@link #forgo}).
 */
final class SessionPin {

    private final GatewaySession session;
    private final Guard guard;
    private final PinLine line;
    private final PinHolds holds;
    private final PinRest rest = new PinRest();
    private final long since;
    private @Nullable Operation current;
    private boolean isGivingBack;
    private boolean isGivenUp;
    private boolean isRevoked;
    private boolean isOver;
    private @Nullable BackendLease lease;
    private @Nullable Turn turn;

    SessionPin(GatewaySession session, Operation first) {
        this.session = session;
        this.guard = session.guard();
        this.line = new PinLine(session);
        this.holds = new PinHolds(session);
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
        if (lease == null || isGivenUp || isOver || isGivingBack || current != null) {
            return;
        }
        Operation next = line.next();
        if (next != null) {
            current = next;
            rest.end();
            session.operations().runner().startPinned(next, this);
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
        ClientErrorException notice = PinWords.notBegun();
        List<Operation> relied = guard.get(() -> holds.lackTransaction() ? line.tell(notice, begin) : List.of());
        PinLine.refuse(relied, notice);
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
        if (isForState && guard.test(() -> !holds.hasState() && !isGivenUp)) {
            holds.holdState(why, () -> giveUp("it was given up", PinWords.givenBack()));
        }
        if (leaves == Work.Leaves.STATE) {
            lease().leavesState(why);
        }
        if (leaves == Work.Leaves.TRANSACTION) {
            holdTransaction();
        }
        name();
    }

    private void holdTransaction() {
        if (guard.test(holds::lackTransaction)) {
            holds.holdTransaction(this::rollBack);
        }
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
                lose("its connection was lost", operation.work().commits());
                return;
            }
            inTransaction = used.isInTransaction();
            if (!inTransaction) {
                boolean isCommit = holds.releaseTransaction(operation.work().commits())
                        && operation.work().commits();
                used.leaveTransaction();
                if (isCommit && operation.isOver()) {
                    ClientErrorException notice = PinWords.mayBeDone();
                    PinLine.refuse(guard.get(() -> line.tell(notice, null)), notice);
                }
            } else {
                holdTransaction();
            }
        } catch (SQLException e) {
            lose("its connection was lost", operation.work().commits());
            return;
        } catch (RuntimeException | Error e) {
            lose(Runner.lossBy(e, used), operation.work().commits());
            return;
        }
        refuseWhatRelied(operation);
        goOn(inTransaction);
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
        LOSE,
        GIVE_BACK,
        END,
        GO_ON
    }

    private void goOn(boolean inTransaction) {
        Next next = guard.get(() -> {
            if (isRevoked) {
                return Next.LOSE;
            }
            boolean isGivenBack = holds.takeToGiveBack() && inTransaction;
            if (isGivenBack) {
                isGivingBack = true;
            } else if (isGivenUp || holds.areNone()) {
                return Next.END;
            }
            current = null;
            if (holds.hasTransaction() && line.isEmpty()) {
                rest.begin(session.operations(), this::rollBackIdle);
            }
            startNext();
            return isGivenBack ? Next.GIVE_BACK : Next.GO_ON;
        });
        switch (next) {
            case LOSE -> lose(PinWords.REVOKED, false);
            case GIVE_BACK -> giveBackTransaction(null);
            case END -> end(null);
            case GO_ON -> name();
        }
    }

    private void rollBackIdle(int tooLong) {
        Held held = guard.get(() -> {
            boolean isUnused = rest.isLast(tooLong) && current == null && !isGivingBack && !isOver;
            Held taken = isUnused ? holds.takeTransaction() : null;
            isGivingBack |= taken != null;
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
        guard.get(() -> giving(number, false)).give();
    }

    /** Under the lock: if that one is still open, nothing more goes on in it. */
    private PinGiving giving(int number, boolean all) {
        boolean isOpen = number != 0 && number == holds.open();
        List<Operation> told = isOpen || all ? line.owe(PinWords.givenBack()) : List.of();
        if (!isOpen) {
            return new PinGiving(this, null, null, false, told);
        }
        Held taken = holds.takeTransaction();
        Operation using = current;
        if (using != null) {
            holds.giveBackLater();
            if (using.work().commits()) {
                session.mayBeCommitted(true);
            }
        }
        isGivingBack = using == null && !isOver;
        return new PinGiving(this, taken, using, isGivingBack, told);
    }

    /**
     * Its client is back, and about to be told that the session gave the transaction back: so it is from now on, however late the
     * session's worker comes. Under the lock.
     *
     * @param all whether it is told that the connection was given up, too
     * @return what follows, which may block
     */
    Runnable forgo(boolean all) {
        if (all) {
            isGivenUp = true;
            holds.takeState();
        }
        PinGiving giving = giving(holds.open(), all);
        return () -> {
            giving.give();
            if (all) {
                giveUp("it was given up", null);
            }
        };
    }

    /** By who made {@code isGivingBack} true. */
    void giveBackTransaction(@Nullable ClientErrorException notice) {
        if (!guard.test(holds::hasState)) {
            end(notice);
            return;
        }
        if (!lease().isRolledBack()) {
            lose("its rollback failed", false);
            return;
        }
        List<Operation> told = new ArrayList<>();
        Next next = guard.get(() -> {
            if (isRevoked || !holds.hasState()) {
                return isRevoked ? Next.LOSE : Next.END;
            }
            isGivingBack = false;
            told.addAll(line.tell(notice, null));
            startNext();
            return Next.GO_ON;
        });
        switch (next) {
            case LOSE -> lose(PinWords.REVOKED, false);
            case END -> end(notice);
            default -> PinLine.refuse(told, notice);
        }
    }

    /**
     * Gives it back with all that it is kept for; behind a COMMIT that is under way, which is not cancelled.
     *
     * @param owed what its client is to hear of that until it is told all, or null
     */
    void giveUp(String why, @Nullable ClientErrorException owed) {
        List<Operation> told = new ArrayList<>();
        Operation using = guard.get(() -> {
            if (owed != null && !isGivenUp && !isOver) {
                told.addAll(line.owe(owed));
            }
            isGivenUp = true;
            holds.takeState();
            return current;
        });
        PinLine.refuse(told, owed);
        if (using == null) {
            // Nothing begins meanwhile; if the transaction is being given back, the pin ends with that.
            end(null, false);
        } else if (!using.work().commits()) {
            using.cancel(Phase.CANCELED, why);
        }
    }

    /** The lease was revoked: if nothing runs on it, nobody else would find out. */
    void revoked(BackendLease ended) {
        boolean isOurs = guard.test(() -> {
            isRevoked |= lease == ended;
            return lease == ended;
        });
        if (isOurs) {
            end(PinWords.lost(reason(), PinWords.REVOKED), false);
        }
    }

    /** The connection cannot be used any more: what was on it is lost, and that is told. */
    private void lose(String why, boolean byCommit) {
        // What the session gives back just now it tells of itself.
        String what = holds.lose(byCommit);
        end(PinWords.lost(what, byCommit ? why + PinWords.BY_COMMIT : why));
    }

    /** By who uses it. */
    private void end(@Nullable ClientErrorException notice) {
        end(notice, true);
    }

    /** Unless somebody else uses it. */
    private void end(@Nullable ClientErrorException notice, boolean byUser) {
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
            told.addAll(line.tell(notice, null));
            held.addAll(holds.takeAll());
            rest.end();
            sentOn.addAll(session.unpinned(this, line.takeAll()));
            return true;
        });
        if (isMine) {
            held.forEach(Held::release);
            Runner.giveBack(guard.get(() -> lease), guard.get(() -> turn));
            PinLine.refuse(told, notice);
            sentOn.forEach(session::sendOn);
        }
    }
}

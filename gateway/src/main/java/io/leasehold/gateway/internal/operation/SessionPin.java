package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.session.Held;
import io.leasehold.session.SessionException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
    private final PinLease lease;
    private final PinRest rest = new PinRest();
    private final long since;
    private @Nullable Operation current;
    private boolean isGivingBack;
    private boolean isRevoked;
    private boolean isOver;

    SessionPin(GatewaySession session, Operation first) {
        this.session = session;
        this.guard = session.guard();
        this.line = new PinLine(session);
        this.holds = new PinHolds(session);
        this.lease = new PinLease(guard);
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
        if (!lease.isThere() || holds.isGivenUp() || isOver || isGivingBack || current != null) {
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
        lease.are(acquired, granted);
    }

    BackendLease lease() {
        return lease.get();
    }

    /** It never came to be: its operation has no lease. */
    void abandon() {
        refuseWhatRelied(guard.get(() -> current));
        end(null);
    }

    private void refuseWhatRelied(@Nullable Operation begin) {
        Notice notice = begin == null ? null : Notice.ofNoBegin(begin);
        PinLine.refuse(guard.get(() -> holds.lackTransaction() ? line.tell(notice) : List.of()));
    }

    /** An operation was over before it had its turn. A BEGIN that is not next may have no transaction, whatever is open by now. */
    void left(Operation operation, boolean hasLeftTheLine) {
        Notice notice = Notice.ofNoBegin(operation);
        PinLine.refuse(guard.get(() -> line.leave(operation, notice)));
        if (guard.test(() -> hasLeftTheLine && current == operation && !lease.isThere())) {
            abandon();
        }
    }

    /**
     * The current operation is about to run: what the connection is to be kept for is held before.
     *
     * @throws SessionException if the session has ended, or is detached and holds no such thing
     */
    void before(Operation operation) {
        holds.before(operation, lease(), this);
        lease.name(reason());
    }

    /** The current operation has run; on its thread. */
    void after(Operation operation) {
        BackendLease used = lease();
        Work work = operation.work();
        boolean inTransaction;
        boolean isCut;
        try {
            if (used.isLost()) {
                lose("its connection was lost", operation);
                return;
            }
            inTransaction = used.isInTransaction();
            // From here on its client hears what became of it; or it has heard by now that it was cut off.
            isCut = (work.commits() || work.leaves() == Work.Leaves.TRANSACTION) && !operation.conclude();
            if (inTransaction) {
                holds.inTransaction(this);
            } else {
                boolean isCommit = holds.releaseTransaction(work.commits()) && work.commits();
                if (isCommit && isCut) {
                    Notice notice = Notice.of(PinWords.mayBeDone());
                    PinLine.refuse(guard.get(() -> line.tell(notice)));
                }
                used.leaveTransaction();
            }
        } catch (SQLException e) {
            lose("its connection was lost", operation);
            return;
        } catch (RuntimeException | Error e) {
            lose(Runner.lossBy(e, used), operation);
            return;
        }
        refuseWhatRelied(operation);
        Held unwanted = isCut && inTransaction ? guard.get(() -> takeBegunBy(operation)) : null;
        if (unwanted != null) {
            giveBack(unwanted, Notice.ofNoBegin(operation));
        } else {
            goOn(inTransaction);
        }
    }

    /** Under the lock: the transaction of a BEGIN that was cut off, and began it all the same. */
    private @Nullable Held takeBegunBy(Operation cut) {
        return holds.isBegunBy(cut) ? takeToGiveBack() : null;
    }

    /** Under the lock: from now on nobody is current, and the transaction is being given back, if it is held. */
    private @Nullable Held takeToGiveBack() {
        Held taken = holds.takeToRollBack();
        if (taken != null) {
            current = null;
            isGivingBack = true;
        }
        return taken;
    }

    private void giveBack(Held taken, @Nullable Notice notice) {
        // If the session gives it back just now, it tells of that itself.
        giveBackTransaction(holds.isReleased(taken) ? notice : null);
    }

    /** The current operation, which uses this lease, has let go of all that earlier ones left. */
    void discard(BackendLease by) {
        Held state = guard.get(() -> lease.is(by) ? holds.takeState() : null);
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
            } else if (holds.isGivenUp() || holds.areNone()) {
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
            case LOSE -> lose(PinWords.REVOKED, null);
            case GIVE_BACK -> giveBackTransaction(null);
            case END -> end(null);
            case GO_ON -> lease.name(reason());
        }
    }

    private void rollBackIdle(int tooLong) {
        Held held = guard.get(() -> {
            boolean isUnused = rest.isLast(tooLong) && current == null && !isGivingBack && !isOver;
            return isUnused ? takeToGiveBack() : null;
        });
        if (held != null) {
            giveBack(
                    held,
                    Notice.of(PinWords.idled(session.operations().settings().transactionIdle())));
        }
    }

    /** The session gives the transaction back. */
    void rollBack(int number) {
        guard.get(() -> giving(number, false)).give();
    }

    /** Under the lock: if that one is still open, nothing more goes on in it. */
    private PinGiving giving(int number, boolean all) {
        boolean isOpen = number != 0 && number == holds.open();
        List<PinLine.Refused> told = isOpen || all ? line.owe(PinWords.givenBack()) : List.of();
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
            holds.giveUp();
        }
        holds.takeOwed();
        PinGiving giving = giving(holds.open(), all);
        return () -> {
            giving.give();
            if (all) {
                giveUp("it was given up", null);
            }
        };
    }

    /** By who made {@code isGivingBack} true. */
    void giveBackTransaction(@Nullable Notice notice) {
        if (!guard.test(holds::hasState)) {
            end(notice);
            return;
        }
        if (!lease().isRolledBack()) {
            lose("its rollback failed", null, notice);
            return;
        }
        List<PinLine.Refused> told = new ArrayList<>();
        Next next = guard.get(() -> {
            if (isRevoked || !holds.hasState()) {
                return isRevoked ? Next.LOSE : Next.END;
            }
            isGivingBack = false;
            told.addAll(tell(notice));
            startNext();
            return Next.GO_ON;
        });
        switch (next) {
            case LOSE -> lose(PinWords.REVOKED, null, notice);
            case END -> end(notice);
            default -> PinLine.refuse(told);
        }
    }

    /** Under the lock: something is over of which there may be something to tell, or that is owed. */
    private List<PinLine.Refused> tell(@Nullable Notice notice) {
        List<PinLine.Refused> told = new ArrayList<>(line.tell(notice));
        if (holds.takeOwed()) {
            told.addAll(line.owe(PinWords.givenBack()));
        }
        return told;
    }

    /**
     * Gives it back with all that it is kept for; behind a COMMIT that is under way, which is not cancelled.
     *
     * @param owed what its client is to hear of that until it is told all, or null
     */
    void giveUp(String why, @Nullable ClientErrorException owed) {
        List<PinLine.Refused> told = new ArrayList<>();
        Operation using = guard.get(() -> {
            if (owed != null && !holds.isGivenUp() && !isOver) {
                told.addAll(line.owe(owed));
            }
            holds.giveUp();
            return current;
        });
        PinLine.refuse(told);
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
            isRevoked |= lease.is(ended);
            return lease.is(ended);
        });
        if (isOurs) {
            end(Notice.of(PinWords.lost(reason(), PinWords.REVOKED)), false);
        }
    }

    /** The connection cannot be used any more: what was on it is lost, and that is told. */
    private void lose(String why, @Nullable Operation by) {
        lose(why, by, by != null && guard.test(holds::lackTransaction) ? Notice.ofNoBegin(by) : null);
    }

    /** @param otherwise what is told if nothing was held there, or null */
    private void lose(String why, @Nullable Operation by, @Nullable Notice otherwise) {
        Notice lost = holds.lose(why, by);
        end(lost == null ? otherwise : lost);
    }

    /** By who uses it. */
    private void end(@Nullable Notice notice) {
        end(notice, true);
    }

    /** Unless somebody else uses it. */
    private void end(@Nullable Notice notice, boolean byUser) {
        List<PinLine.Refused> told = new ArrayList<>();
        List<GatewaySession.Route> sentOn = new ArrayList<>();
        List<Held> held = new ArrayList<>();
        boolean isMine = guard.test(() -> {
            boolean isUsed = current != null || isGivingBack;
            if (isOver || isUsed && !byUser) {
                return false;
            }
            isOver = true;
            current = null;
            told.addAll(tell(notice));
            held.addAll(holds.takeAll());
            rest.end();
            sentOn.addAll(session.unpinned(this, line.takeAll()));
            return true;
        });
        if (isMine) {
            held.forEach(Held::release);
            lease.giveBack();
            PinLine.refuse(told);
            sentOn.forEach(session::sendOn);
        }
    }
}

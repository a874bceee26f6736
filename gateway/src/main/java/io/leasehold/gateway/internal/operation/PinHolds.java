package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.session.Held;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a pin is kept for: state on its connection, a transaction, both or neither. Guarded by the session's lock, but for what holds and
 * releases, which is called without it.
 *
 * <p>A transaction has a number from before it is held until it is over or given back. So who gives one back can say which, however
 * late that is, and one that is given back before its hold is here is known by its number. Until the statement that was in it has run
 * one that is given back is to be rolled back behind that; nothing is held in it meanwhile.
 *
 * <p>Who releases a hold may find that the session gives it back just now. Its client is told of that once it is back; until then it is
 * owed, by the change that ends what was held.
 */
final class PinHolds {

    private final GatewaySession session;
    private String reason = "";
    private @Nullable Held state;
    private @Nullable Held transaction;
    private int lastTransaction;
    private int open;
    private @Nullable Operation begun;
    private boolean isToGiveBack;
    private boolean isGivenUp;
    private boolean isOwed;

    PinHolds(GatewaySession session) {
        this.session = session;
    }

    boolean areNone() {
        return state == null && transaction == null;
    }

    boolean hasState() {
        return state != null;
    }

    boolean hasTransaction() {
        return transaction != null;
    }

    /** Whether a transaction that there is, or is about to be, is still to be held. */
    boolean lackTransaction() {
        return transaction == null && !isToGiveBack;
    }

    /** The number of the transaction that is neither over nor given back, or 0. */
    int open() {
        return open;
    }

    /** Whether this operation's transaction is the one that is held. */
    boolean isBegunBy(Operation operation) {
        return begun == operation;
    }

    /** Nothing more is begun on the connection, nor held for its state. */
    void giveUp() {
        isGivenUp = true;
        takeState();
    }

    boolean isGivenUp() {
        return isGivenUp;
    }

    /**
     * What the connection is to be kept for is held before the operation runs.
     *
     * @throws SessionException if the session has ended, or is detached and holds no such thing
     */
    void before(Operation operation, BackendLease lease, SessionPin pin) {
        Work.Leaves leaves = operation.work().leaves();
        boolean isKeptAnyway = session.profile().pinMode() == PinMode.SESSION;
        String why = isKeptAnyway ? "the session" : operation.work().reason();
        boolean isForState = leaves == Work.Leaves.STATE || isKeptAnyway;
        if (isForState && session.guard().test(() -> !hasState() && !isGivenUp)) {
            holdState(why, () -> pin.giveUp("it was given up", PinWords.givenBack()));
        }
        if (leaves == Work.Leaves.STATE) {
            lease.leavesState(why);
        }
        if (leaves == Work.Leaves.TRANSACTION && session.guard().test(this::lackTransaction)) {
            session.guard().run(() -> begun = operation);
            holdTransaction(pin::rollBack);
        }
    }

    /**
     * A transaction is open behind an operation.
     *
     * @throws SessionException if the session holds no such thing any more
     */
    void inTransaction(SessionPin pin) {
        if (session.guard().test(this::lackTransaction)) {
            holdTransaction(pin::rollBack);
        }
    }

    private void holdState(String why, AutoCloseable giveUp) {
        Held held = session.registered().hold(HoldKind.PIN, PinWords.STATE + why, giveUp);
        session.guard().run(() -> {
            state = held;
            reason = why;
        });
    }

    /**
     * Has the session hold a transaction.
     *
     * @param rollBack by its number
     * @throws SessionException if the session holds no such thing any more
     */
    private void holdTransaction(IntConsumer rollBack) {
        int number = session.guard().get(() -> open = ++lastTransaction);
        Held held;
        try {
            held = session.registered().hold(HoldKind.TRANSACTION, PinWords.TRANSACTION, () -> rollBack.accept(number));
        } catch (SessionException e) {
            // What is refused is given back as well, maybe late and maybe by now: but there is nothing to give back.
            session.guard().run(() -> {
                takeTransaction();
                isToGiveBack = false;
            });
            throw e;
        }
        boolean isLate = session.guard().test(() -> {
            transaction = number == open ? held : transaction;
            return number != open;
        });
        if (isLate) {
            held.release();
        }
    }

    /**
     * The transaction is over, if there was one. Whether the session gives it back just now is known only afterwards, and its client may
     * be told meanwhile.
     *
     * @param byCommit whether its client had asked for that to be kept which was done in it
     * @return whether there was one, and the session does not give it back just now
     */
    boolean releaseTransaction(boolean byCommit) {
        return release(session.guard().get(() -> takeTransaction(byCommit)), byCommit);
    }

    private @Nullable Held takeTransaction(boolean byCommit) {
        Held taken = takeTransaction();
        if (taken != null && byCommit) {
            session.mayBeCommitted(true);
        }
        return taken;
    }

    private boolean release(@Nullable Held ended, boolean byCommit) {
        boolean isOurs = ended != null && ended.release();
        if (isOurs && byCommit) {
            session.mayBeCommitted(false);
        }
        return isOurs;
    }

    /**
     * All of it is lost.
     *
     * @param by whose statement ran, or null
     * @return what there is to tell, or null; of what the session gives back just now it tells itself
     */
    @Nullable Notice lose(String why, @Nullable Operation by) {
        boolean byCommit = by != null && by.work().commits();
        Operation begin = session.guard().test(() -> begun == by) ? by : null;
        String leftBy = session.guard().get(() -> reason);
        boolean wasOwed = session.guard().test(() -> isOwed);
        List<@Nullable Held> taken = session.guard().get(() -> {
            List<@Nullable Held> both = Arrays.asList(takeTransaction(byCommit), takeState());
            isOwed |= both.stream().anyMatch(Objects::nonNull);
            return both;
        });
        Held inTransaction = taken.get(0);
        Held kept = taken.get(1);
        boolean isTransaction = release(inTransaction, byCommit);
        boolean isState = kept != null && kept.release();
        boolean isAllOurs = isTransaction == (inTransaction != null) && isState == (kept != null);
        session.guard().run(() -> isOwed &= wasOwed || !isAllOurs);
        String what = words(isState ? leftBy : "", isTransaction);
        ClientErrorException lost = PinWords.lost(what, byCommit ? why + PinWords.BY_COMMIT : why);
        // A BEGIN that fails with its connection tells that itself.
        return lost == null ? null : new Notice(lost, isState ? null : begin);
    }

    /** Under the lock: it is about to be rolled back, by who then releases what held it. */
    @Nullable Held takeToRollBack() {
        Held taken = takeTransaction();
        isOwed |= taken != null;
        return taken;
    }

    /** Whether what was taken is not given back by the session just now, which tells of that itself. */
    boolean isReleased(Held taken) {
        boolean isOurs = taken.release();
        if (isOurs) {
            session.guard().run(() -> isOwed = false);
        }
        return isOurs;
    }

    /** Whether something is owed that the session gives back just now; it is not from now on. */
    boolean takeOwed() {
        boolean was = isOwed;
        isOwed = false;
        return was;
    }

    /** It is kept for no transaction any more; gives what held it, to be released. */
    @Nullable Held takeTransaction() {
        Held taken = transaction;
        transaction = null;
        begun = null;
        open = 0;
        return taken;
    }

    /** What held the transaction was taken; it is to be rolled back once the statement has run that is in it. */
    void giveBackLater() {
        isToGiveBack = true;
    }

    /** That statement has run; gives whether there was something to be rolled back. */
    boolean takeToGiveBack() {
        boolean was = isToGiveBack;
        isToGiveBack = false;
        return was;
    }

    @Nullable Held takeState() {
        Held taken = state;
        state = null;
        reason = "";
        return taken;
    }

    List<Held> takeAll() {
        List<Held> all = new ArrayList<>();
        Held one = takeState();
        Held other = takeTransaction();
        if (one != null) {
            all.add(one);
        }
        if (other != null) {
            all.add(other);
        }
        return all;
    }

    /** For displays. */
    String words() {
        return words(reason, transaction != null);
    }

    private static String words(String state, boolean isTransaction) {
        String both = isTransaction ? "transaction" : "";
        return state.isEmpty() ? both : both.isEmpty() ? state : both + ", " + state;
    }
}

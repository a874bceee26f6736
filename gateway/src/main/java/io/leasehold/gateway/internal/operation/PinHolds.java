package io.leasehold.gateway.internal.operation;

import io.leasehold.session.Held;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a pin is kept for: state on its connection, a transaction, both or neither. Guarded by the session's lock, but for what holds and
 * releases, which is called without it.
 *
 * <p>A transaction has a number from before it is held until it is over or given back. So who gives one back can say which, however
 * late that is, and one that is given back before its hold is here is known by its number. Until the statement that was in it has run
 * one that is given back is to be rolled back behind that; nothing is held in it meanwhile.
 */
final class PinHolds {

    private final GatewaySession session;
    private String reason = "";
    private @Nullable Held state;
    private @Nullable Held transaction;
    private int lastTransaction;
    private int open;
    private boolean isToGiveBack;

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

    /**
     * Has the session hold what is on the connection.
     *
     * @throws SessionException if the session holds no such thing any more
     */
    void holdState(String why, AutoCloseable giveUp) {
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
    void holdTransaction(IntConsumer rollBack) {
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
        Held ended = session.guard().get(() -> {
            Held taken = takeTransaction();
            if (taken != null && byCommit) {
                session.mayBeCommitted(true);
            }
            return taken;
        });
        boolean isOurs = ended != null && ended.release();
        if (isOurs && byCommit) {
            session.mayBeCommitted(false);
        }
        return isOurs;
    }

    /** All of it is lost; gives in words what of that the session has not given back, and so does not tell itself. */
    String lose(boolean byCommit) {
        boolean isTransaction = releaseTransaction(byCommit);
        String why = session.guard().get(() -> reason);
        Held kept = session.guard().get(this::takeState);
        return words(kept != null && kept.release() ? why : "", isTransaction);
    }

    /** It is kept for no transaction any more; gives what held it, to be released. */
    @Nullable Held takeTransaction() {
        Held taken = transaction;
        transaction = null;
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

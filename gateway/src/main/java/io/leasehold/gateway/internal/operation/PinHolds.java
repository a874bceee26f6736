package io.leasehold.gateway.internal.operation;

import io.leasehold.session.Held;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pin is kept for: state on its connection, a transaction, both or neither. Guarded by the session's lock. */
final class PinHolds {

    private String reason = "";
    private @Nullable Held state;
    private @Nullable Held transaction;

    boolean areNone() {
        return state == null && transaction == null;
    }

    boolean hasState() {
        return state != null;
    }

    boolean hasTransaction() {
        return transaction != null;
    }

    void state(Held held, String why) {
        state = held;
        reason = why;
    }

    void transaction(Held held) {
        transaction = held;
    }

    /** It is kept for no transaction any more; gives what held it, to be released. */
    @Nullable Held takeTransaction() {
        Held taken = transaction;
        transaction = null;
        return taken;
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
        String both = transaction == null ? "" : "transaction";
        return reason.isEmpty() ? both : both.isEmpty() ? reason : both + ", " + reason;
    }
}

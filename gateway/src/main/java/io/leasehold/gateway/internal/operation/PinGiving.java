package io.leasehold.gateway.internal.operation;

import io.leasehold.session.Held;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction is given back that the session wants back: decided under the session's lock, and done without it.
 *
 * @param held what held it, or null
 * @param using who uses the connection, and is cancelled for it unless it commits, or null
 * @param isMine whether it is done by who asks
 * @param told who waited for the connection, and fails
 */
record PinGiving(
        SessionPin pin, @Nullable Held held, @Nullable Operation using, boolean isMine, List<PinLine.Refused> told) {

    void give() {
        PinLine.refuse(told);
        if (held != null) {
            held.release();
        }
        if (using != null && !using.work().commits()) {
            using.cancel(Phase.CANCELED, "its transaction was given back");
        } else if (isMine) {
            pin.giveBackTransaction(null);
        }
    }
}

package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.Turn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The connection that a session keeps, and its place at the gate; there is none yet while it is being waited for. Safe for any thread. */
final class PinLease {

    private final Guard guard;
    private @Nullable BackendLease lease;
    private @Nullable Turn turn;

    /** @param guard the session's */
    PinLease(Guard guard) {
        this.guard = guard;
    }

    void are(BackendLease acquired, Turn granted) {
        guard.run(() -> {
            lease = acquired;
            turn = granted;
        });
    }

    boolean isThere() {
        return guard.test(() -> lease != null);
    }

    boolean is(BackendLease other) {
        return guard.test(() -> lease == other);
    }

    BackendLease get() {
        return guard.get(() -> Objects.requireNonNull(lease, "there is no lease yet"));
    }

    /** Displays are to say what it is kept for. */
    void name(String why) {
        Turn held = guard.get(() -> turn);
        if (held != null && !why.isEmpty()) {
            held.what(why);
        }
    }

    void giveBack() {
        Runner.giveBack(guard.get(() -> lease), guard.get(() -> turn));
    }
}

package io.leasehold.session.internal;

import io.leasehold.session.SessionSnapshot;
import java.time.Duration;
import java.util.Objects;

/** Something in a session's list: what it holds, or an operation of it. Guarded by the registry's lock. */
abstract class Holding {

    final LiveSession session;
    final String name;
    private final long since;

    Holding(LiveSession session, String name, long since) {
        this.session = session;
        this.name = Objects.requireNonNull(name, "name");
        this.since = since;
    }

    /** Whether the session is not idle while it has this. */
    abstract boolean keepsAwake();

    /** Whether a drain waits for this. */
    abstract boolean delaysDrain();

    /** The session, which has taken this from its list, gives it back. */
    abstract void giveBack(Afterwards after);

    /** What it is, for snapshots. */
    abstract String what();

    SessionSnapshot.Holding snapshot(long now) {
        return new SessionSnapshot.Holding(name, what(), Duration.ofNanos(now - since));
    }
}

package io.leasehold.session.internal;

import io.leasehold.session.Held;
import io.leasehold.session.HoldKind;
import java.util.Objects;

/**
 * Something that a session holds. Whoever takes it from the session's list, under the lock, gives it back: its holder by
 * {@link #release}, or the session. So it is closed once at most.
 */
final class HeldResource extends Holding implements Held {

    final HoldKind kind;
    private final AutoCloseable resource;

    HeldResource(LiveSession session, HoldKind kind, String name, AutoCloseable resource, long since) {
        super(session, name, since);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.resource = Objects.requireNonNull(resource, "resource");
    }

    @Override
    public boolean release() {
        return session.registry.change(after -> session.remove(this, after));
    }

    @Override
    boolean keepsAwake() {
        return kind.keepsAwake();
    }

    @Override
    boolean delaysDrain() {
        return kind.delaysDrain();
    }

    @Override
    void giveBack(Afterwards after) {
        session.returning.add(name, resource, after);
    }

    @Override
    String what() {
        return kind.name();
    }
}

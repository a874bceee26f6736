package io.leasehold.gateway.internal.backend;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One who wants a lease of a backend: it waits in the line, has its turn, and gives it back. What is not final is guarded by the
 * gate's lock, but for what it is for, which displays alone read.
 */
public final class Turn {

    enum State {
        WAITING,
        GRANTED,
        OVER
    }

    final LeaseGate gate;
    final String user;
    final String session;
    final Consumer<Turn> granted;
    final long enteredAt;
    State state = State.WAITING;
    boolean pins;
    long id;
    long since;
    private volatile String what;
    private volatile @Nullable BackendLease lease;

    Turn(LeaseGate gate, String user, String session, String what, boolean pins, long now, Consumer<Turn> granted) {
        this.gate = gate;
        this.user = user;
        this.session = session;
        this.what = what;
        this.pins = pins;
        this.enteredAt = now;
        this.granted = granted;
    }

    /** Unique in its backend once it is granted. */
    public long id() {
        return id;
    }

    public String user() {
        return user;
    }

    public String session() {
        return session;
    }

    /** An operation's id, or why the lease is pinned. */
    public String what() {
        return what;
    }

    public void what(String now) {
        what = now;
    }

    /** What was acquired in this turn, for who revokes it. */
    public void lease(@Nullable BackendLease acquired) {
        lease = acquired;
    }

    public @Nullable BackendLease lease() {
        return lease;
    }

    /** Leaves the line; false if it has its turn, or had it. */
    public boolean leave() {
        return gate.leave(this);
    }

    /** Its place in the line, 1 for the first, 0 if it does not wait. */
    public int place() {
        return gate.place(this);
    }

    /** Gives the turn back, once; later calls do nothing. */
    public void over() {
        gate.over(this);
    }

    /** Keeps the lease beyond its statement; false if as many are kept as may be. */
    public boolean tryPin() {
        return gate.tryPin(this);
    }
}

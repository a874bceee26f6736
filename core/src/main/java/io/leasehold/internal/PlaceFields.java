package io.leasehold.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Keeps the state words of neighbouring places on cache lines of their own; JOL checks it in a test. */
abstract class PlacePadding {

    @SuppressWarnings("unused")
    private long p0, p1, p2, p3, p4, p5, p6, p7;
}

/**
 * What a place remembers. The word is everybody's; the rest is written by whoever holds the place in the status named
 * with it, and read by others only through the access modes listed in docs/concurrency.md.
 *
 * @param <R> the resource
 */
abstract class PlaceFields<R> extends PlacePadding {

    static final VarHandle WORD;
    static final VarHandle MARK;
    static final VarHandle SHARED_CHILDREN;
    static final VarHandle CONDEMNED;

    private static final VarHandle RESETTING;
    private static final VarHandle FAREWELL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(PlaceFields.class, "word", long.class);
            MARK = lookup.findVarHandle(PlaceFields.class, "mark", long.class);
            CONDEMNED = lookup.findVarHandle(PlaceFields.class, "condemned", Condemnation.class);
            RESETTING = lookup.findVarHandle(PlaceFields.class, "resetting", long.class);
            SHARED_CHILDREN = lookup.findVarHandle(PlaceFields.class, "sharedChildren", SharedChildren.class);
            FAREWELL = lookup.findVarHandle(PlaceFields.class, "farewell", Farewell.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final R resource;
    final long id;

    volatile long word;

    /**
     * The owner's mark: the token of its lease, and in the bits where the word counts foreign calls the calls the owner is inside
     * of. Written by owners alone, in any status: one that has lost its lease without noticing may still write its old token.
     */
    long mark;

    /** The token of the lease that is being made; written by the acquirer, read by the handle's constructor. */
    long granted;

    /** LEASED: whether anything was done that the next holder must not see. */
    boolean needsReset;

    /** LEASED: whether the raw resource left the engine's sight. */
    boolean givenOut;

    /** LEASED: coarse time of the acquire; valid once {@link #box} shows a handle of this lease. */
    long acquiredAt;

    /** IDLE: coarse time of the last return. */
    long idleSince;

    /** The pool's epoch in which the resource was last known to be alive. */
    int provenEpoch;

    /** LEASED, by the returner: the token of the lease whose reset runs, 0 if none does. */
    private long resetting;

    /** LEASED: what an error or a cancel seen in a call demands; null if nothing. */
    volatile @Nullable Condemnation condemned;

    /** Why the pool wants it retired as soon as its lease ends; null if it does not. */
    volatile @Nullable RetireOrder order;

    /** Who holds it. */
    HolderBox box = new HolderBox();

    /** The coarse tick in which {@link #box} was made. */
    long boxTick;

    /** Where a lease was acquired, for the lease whose token it carries. */
    volatile @Nullable Site site;

    /** What was made from the resource by calls of a shared lease; null until there is some. */
    volatile @Nullable SharedChildren sharedChildren;

    /** RETIRING: its resource's way out. */
    private volatile @Nullable Farewell farewell;

    /** The coarse tick in which an acquire of this place was last sampled because somebody waited. */
    long sampledAt;

    /** LEASED: the flight recorder's event of this lease, while it records them. */
    Flight.@Nullable Hold flight;

    /** The generation of the lease that was last reported as overdue, plus one. */
    volatile long reportedToken;

    /** By upkeep: the generation of the lease it last saw, plus one. */
    long seenToken;

    /** By upkeep: exact time at which it first saw that lease. */
    long seenAt;

    /** By upkeep: the token of the lease whose reset it last saw running. */
    long seenReset;

    /** By upkeep: exact time at which it first saw that reset. */
    long seenResetAt;

    /** Exact time at which the lifetime is over; {@link Long#MAX_VALUE} for never. */
    long expiresAt = Long.MAX_VALUE;

    /** Exact time at which the next keep-alive is due; {@link Long#MAX_VALUE} for never. */
    long keepaliveAt = Long.MAX_VALUE;

    PlaceFields(R resource, long id) {
        this.resource = resource;
        this.id = id;
    }

    /** By the returner, around its reset: who is watching it by time reads it now and then. */
    void resetting(long tokenOrNone) {
        RESETTING.setOpaque(this, tokenOrNone);
    }

    long resetting() {
        return (long) RESETTING.getOpaque(this);
    }

    /** RETIRING: the one farewell that it has, this one if there was none. */
    Farewell farewell(Farewell made) {
        Farewell before = (Farewell) FAREWELL.compareAndExchange(this, null, made);
        return before == null ? made : before;
    }

    @Nullable Farewell farewell() {
        return farewell;
    }
}

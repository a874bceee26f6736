package io.leasehold.session;

/** What a session may hold. The kind says when it is given back before the session ends, and what it keeps from happening. */
public enum HoldKind {

    /** Given back when the session is detached, since others may wait for its locks; keeps the session from being idle. */
    TRANSACTION(true, true),

    /** Something that others could use, held between calls: given up a while after detaching; keeps it from being idle. */
    PIN(true, false),

    /** An open result: given up as a pin is, and nothing that keeps the session from being idle. */
    CURSOR(false, true),

    /** A result that is buffered: kept while the session is detached. */
    RESULT(false, true),

    /** Anything else, kept until the session ends; a drain does not wait for it. */
    OTHER(false, false);

    private final boolean keepsAwake;
    private final boolean delaysDrain;

    HoldKind(boolean keepsAwake, boolean delaysDrain) {
        this.keepsAwake = keepsAwake;
        this.delaysDrain = delaysDrain;
    }

    /** Whether a session that holds this is not idle. */
    public boolean keepsAwake() {
        return keepsAwake;
    }

    /** Whether a drain waits for it. */
    public boolean delaysDrain() {
        return delaysDrain;
    }

    /** Whether a session gives it up {@link SessionConfig#yieldAfter()} after it was detached. */
    public boolean yields() {
        return this == PIN || this == CURSOR;
    }
}

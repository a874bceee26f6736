package io.leasehold;

/** Why a resource was never lent again. */
public enum RetireReason {
    /** Its holder said so, or an error seen in a call did. */
    BROKEN("broken"),
    /** A call was cancelled, timed out, or torn, so what the resource would answer next is unknown. */
    UNKNOWN_STATE("left in an unknown state"),
    /** It was given back while a call on it was running. */
    CLOSED_WHILE_IN_USE("closed while in use"),
    /**
     * Another thread than its holder's gave it back, and nothing proves that the holder is outside a call. Leases carry that
     * proof once their pool has seen one used by a second thread, so this happens to the first, and to what was out then.
     */
    RETURNED_BY_ANOTHER(
            "returned by another thread than its holder's for the first time in this pool, and lost by that alone:"
                    + " from now on leases are lent with the proof that such a return needs"),
    /** Putting it back in order failed or took too long. */
    RESET_FAILED("reset failed"),
    /** A check found it dead. */
    DEAD("found dead by a check"),
    /** Its lease was revoked. */
    REVOKED("revoked"),
    /** Its handle became garbage without being closed. */
    ABANDONED("abandoned"),
    /** It reached its lifetime. */
    LIFETIME("reached its lifetime"),
    /** It was idle for longer than allowed. */
    IDLE("idle too long"),
    /** The pool became smaller. */
    SURPLUS("more than the pool needs"),
    /** Another endpoint of its group, or another key of its shared pool, needed the room it took. */
    MADE_ROOM("made room for another endpoint or key"),
    /** {@link PoolOperations#retireAll()} was called. */
    RETIRE_ALL("retired with all others"),
    /** {@link SharedPoolOperations#retire} was called for its key. */
    RETIRED("retired by its key"),
    /** The pool was closed. */
    POOL_CLOSED("the pool was closed");

    private final String text;

    RetireReason(String text) {
        this.text = text;
    }

    /** In words, as logs and errors have it. */
    public String text() {
        return text;
    }
}

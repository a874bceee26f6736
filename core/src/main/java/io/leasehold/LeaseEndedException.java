package io.leasehold;

/** A lease was used after its end. The message says how and when it ended, and by whom. */
public final class LeaseEndedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public LeaseEndedException(String message) {
        super(message);
    }
}

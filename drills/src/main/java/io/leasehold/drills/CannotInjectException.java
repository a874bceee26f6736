package io.leasehold.drills;

/** The fault could not be injected, so the drill shows nothing: it is 'not run', which is not PASS. */
public final class CannotInjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason one sentence: what could not be done, and what would allow it */
    public CannotInjectException(String reason) {
        super(reason);
    }

    public CannotInjectException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

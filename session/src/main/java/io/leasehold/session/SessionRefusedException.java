package io.leasehold.session;

/** Something was refused for now; nothing was counted or kept for it. */
public final class SessionRefusedException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** What stood against it. */
    public enum Refusal {
        /** {@link SessionConfig#maximumSessions()} is reached. */
        ALL_SESSIONS,
        /** {@link SessionConfig#maximumPerUser()} is reached. */
        SESSIONS_OF_USER,
        /** {@link SessionConfig#maximumPerAddress()} is reached. */
        SESSIONS_OF_ADDRESS,
        /** {@link SessionConfig#maximumPerUserAndAddress()} is reached. */
        SESSIONS_OF_USER_AND_ADDRESS,
        /** The session is detached and no longer holds such things. */
        DETACHED,
        /** The connection has ended. */
        CONNECTION_ENDED,
        /** The registry drains, or is closed. */
        DRAINING
    }

    private final Refusal refusal;

    /**
     * @param refusal what stood against it
     * @param message in one sentence
     */
    public SessionRefusedException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}

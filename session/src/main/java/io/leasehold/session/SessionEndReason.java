package io.leasehold.session;

/** Why a session ended. */
public enum SessionEndReason {

    /** Its client asked for it. */
    CLOSED("its client closed it"),

    /** Its last connection ended. */
    DISCONNECTED("its last connection ended"),

    /** It was detached, and nobody came back within its grace. */
    GRACE_OVER("nobody came back within its grace after its last connection had ended"),

    /** It hung on calls alone, and none came. */
    QUIET("no call came for so long that its client was taken to be gone"),

    /** It was idle. */
    IDLE("it was idle for too long"),

    /** It reached {@link SessionConfig#maxLife()}. */
    MAX_LIFE("it lived for as long as a session may"),

    /** It was to be detached, and its principal had as many detached ones as may be. */
    TOO_MANY_DETACHED("its user had too many sessions without a connection"),

    /** The server's operator ended it. */
    REVOKED("the server's operator ended it"),

    /** The registry was drained or closed. */
    DRAINED("the server was stopped"),

    /** Its opener failed. */
    OPEN_FAILED("it could not be opened");

    private final String words;

    SessionEndReason(String words) {
        this.words = words;
    }

    /** The reason as the end of a sentence. */
    public String words() {
        return words;
    }
}

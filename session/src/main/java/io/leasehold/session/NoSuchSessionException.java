package io.leasehold.session;

/**
 * There is no such session for whoever asked. It is the same, word for word, whether there is none, or the secret or the
 * principal was another.
 */
public final class NoSuchSessionException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** Says that, and nothing else. */
    public NoSuchSessionException() {
        super("there is no such session");
    }
}

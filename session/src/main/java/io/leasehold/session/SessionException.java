package io.leasehold.session;

/** A session could not be opened or used; the subclass says why. Its message is meant for the client. */
public abstract class SessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SessionException(String message) {
        super(message);
    }
}

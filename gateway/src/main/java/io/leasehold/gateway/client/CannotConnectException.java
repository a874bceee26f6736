package io.leasehold.gateway.client;

/** No session was opened: an URL that cannot be used, nobody who answers, or a login that was refused. The message is one clear statement. */
public final class CannotConnectException extends Exception {

    private static final long serialVersionUID = 1L;

    public CannotConnectException(String message) {
        super(message);
    }

    public CannotConnectException(String message, Throwable cause) {
        super(message, cause);
    }
}

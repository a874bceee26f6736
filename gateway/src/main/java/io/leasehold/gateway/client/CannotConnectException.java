package io.leasehold.gateway.client;

/** No session was opened: an URL that cannot be used, nobody who answers, or a login that was refused. The message is one clear statement. */
public final class CannotConnectException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean loginRefused;

    public CannotConnectException(String message) {
        super(message);
        this.loginRefused = false;
    }

    public CannotConnectException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private CannotConnectException(String message, Throwable cause, boolean loginRefused) {
        super(message, cause);
        this.loginRefused = loginRefused;
    }

    static CannotConnectException loginRefused(String message, Throwable cause) {
        return new CannotConnectException(message, cause, true);
    }

    /** Whether the server is there, and did not take name and password. */
    public boolean isLoginRefused() {
        return loginRefused;
    }
}

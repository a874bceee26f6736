package io.leasehold.gateway.internal.auth;

/** A login was refused. The message is for the client. */
public final class LoginRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public LoginRefusedException(String message) {
        super(message);
    }
}

package io.leasehold.gateway.internal.service;

import io.leasehold.session.SessionEndedException;
import io.leasehold.session.SessionException;

/**
 * A client presented a handle that leads nowhere. What never was, what was with another secret or for another user, and what
 * cannot be read are told in the same words.
 */
final class UnknownHandleException extends Exception {

    private static final long serialVersionUID = 1L;

    private UnknownHandleException(String message) {
        super(message);
    }

    /** Clients' pools know a session that is gone by these words. */
    static UnknownHandleException of(SessionException refused) {
        boolean isTold = refused instanceof SessionEndedException;
        return new UnknownHandleException("Invalid SessionHandle: "
                + (isTold ? refused.getMessage() : "there is no such session for this client"));
    }

    static UnknownHandleException ofOperation() {
        return new UnknownHandleException("Invalid OperationHandle: there is no such operation for this client");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

package io.leasehold.gateway.internal.wire;

import java.io.IOException;

/** A client sent what is no message; the text is for the log, and repeats nothing that came. Has no stack trace. */
final class GarbageException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean atEnd;

    /** @param atEnd whether the client had hung up */
    GarbageException(String message, boolean atEnd) {
        super(message);
        this.atEnd = atEnd;
    }

    boolean atEnd() {
        return atEnd;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

package io.leasehold.gateway.internal.wire;

import java.io.IOException;

/** A client sent what is no message; the text is for the log, and repeats nothing that came. Has no stack trace. */
final class GarbageException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final boolean atEnd;

    /**
     * @param what was sent, as the end of a sentence
     * @param atEnd whether the client had hung up
     */
    GarbageException(String what, boolean atEnd) {
        super(what);
        this.what = what;
        this.atEnd = atEnd;
    }

    String what() {
        return what;
    }

    boolean atEnd() {
        return atEnd;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

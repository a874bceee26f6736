package io.leasehold.internal;

import java.util.concurrent.TimeoutException;

/** The driver gave no answer in time. Its words are the pool's own, so that they may be told. */
final class GivenUp extends TimeoutException {

    private static final long serialVersionUID = 1L;

    GivenUp(String what) {
        super(what);
    }
}

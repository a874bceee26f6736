package io.leasehold.internal;

/** A check said no more than that. Its words are the pool's own, so that they may be told. */
final class FoundDead extends Exception {

    private static final long serialVersionUID = 1L;

    FoundDead(String what) {
        super(what);
    }
}

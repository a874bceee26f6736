package io.leasehold.internal;

/** A lease was returned while a call was inside. Its words are the pool's own, so that they may be told. */
final class ReturnedWhileInside extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ReturnedWhileInside(String who) {
        super(who);
    }
}

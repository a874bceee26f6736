package io.leasehold.gateway.internal.settings;

/** Text that is no value of its kind. The message says what it must be, and does not repeat it. */
final class BadTextException extends Exception {

    private static final long serialVersionUID = 1L;

    BadTextException(String mustBe) {
        super(mustBe, null, false, false);
    }
}

package io.leasehold.internal;

import io.leasehold.RetireReason;

/**
 * That a place is to be retired when its lease ends. Immutable.
 *
 * @param reason why
 */
record RetireOrder(RetireReason reason) {}

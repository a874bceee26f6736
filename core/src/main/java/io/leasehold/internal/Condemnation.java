package io.leasehold.internal;

import io.leasehold.RetireReason;
import org.jspecify.annotations.Nullable;

/**
 * What an error or a cancel seen in a call demands of the lease. Immutable.
 *
 * @param reason why the resource must not be lent again
 * @param why the error, if there was one
 * @param endsLease whether the lease ends with the outermost call, not only the resource with the lease
 * @param suspectsSiblings whether those that opened before it may be dead as well
 */
public record Condemnation(RetireReason reason, @Nullable Throwable why, boolean endsLease, boolean suspectsSiblings) {}

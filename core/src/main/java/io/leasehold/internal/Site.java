package io.leasehold.internal;

import java.util.List;

/**
 * Where a lease was acquired. Immutable.
 *
 * @param token of the lease it speaks of; a site whose token is not the current one is stale
 * @param frames innermost first
 */
record Site(long token, List<StackTraceElement> frames) {}

/**
 * Pools of resources that are held by one holder at a time, and the leases on them.
 *
 * <p>Begin with {@link io.leasehold.Pool#of}.
 */
@NullMarked
package io.leasehold;

import org.jspecify.annotations.NullMarked;

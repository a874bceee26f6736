package io.leasehold.internal;

import io.leasehold.OpenFailure;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a pool's supply, read together. Immutable.
 *
 * @param taken open, being opened or on its way out
 * @param opening being opened
 * @param lost given up while it hangs in the driver
 * @param ceiling how many may be open now
 * @param failure the last failure since an open succeeded, or null
 */
record SupplyCounts(
        int taken,
        int opening,
        int lost,
        int ceiling,
        @Nullable OpenFailure failure) {}

package io.leasehold.internal.shared;

import io.leasehold.SharedPoolListener;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What a shared pool lives in. Immutable.
 *
 * @param ticker whose time it goes by
 * @param runner who runs its work in the background
 * @param listener who is told, or null
 * @param loader the context class loader of its work in the background, or null for none
 */
record SharedSurroundings(
        Ticker ticker,
        TaskRunner runner,
        @Nullable SharedPoolListener listener,
        @Nullable ClassLoader loader) {}

package io.leasehold.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The endpoints of a group that share something: an address, and whether that fails fast; or a service. Safe for any thread. */
final class Siblings {

    /** Of an address: whether all identities on it fail fast. */
    final FailWindow window = new FailWindow();

    private final Set<EndpointRoom<?, ?>> all = ConcurrentHashMap.newKeySet(1);

    Set<EndpointRoom<?, ?>> all() {
        return all;
    }

    /** Takes one out; gives itself, or null if it was the last. */
    @Nullable Siblings without(EndpointRoom<?, ?> leaving) {
        all.remove(leaving);
        return all.isEmpty() ? null : this;
    }
}

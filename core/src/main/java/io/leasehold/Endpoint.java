package io.leasehold;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a resource of a {@link PoolGroup} leads to: an address, the identity used on it, and, where there is one, the service that
 * several addresses offer alike. What fails decides what fails fast: an address that cannot be reached fails for all identities, a
 * login that is refused for that endpoint alone.
 *
 * <p>Its parts are immutable values, compared by {@code equals}. Their text stands in errors, logs and snapshots, so it must hold
 * no secret.
 *
 * @param address what is connected to: a host and port, say
 * @param identity who connects, or null where there is no such thing
 * @param service what else can be had at other addresses just as well, or null
 */
public record Endpoint(
        Object address, @Nullable Object identity, @Nullable Object service) {

    public Endpoint {
        Objects.requireNonNull(address, "address");
    }

    /** An address used without an identity, of no service. */
    public static Endpoint of(Object address) {
        return new Endpoint(address, null, null);
    }

    /** An address used by an identity, of no service. */
    public static Endpoint of(Object address, @Nullable Object identity) {
        return new Endpoint(address, identity, null);
    }

    /** As errors and logs have it: {@code identity@address (service)}, without what is null. */
    @Override
    public String toString() {
        return (identity == null ? "" : identity + "@") + address + (service == null ? "" : " (" + service + ")");
    }
}

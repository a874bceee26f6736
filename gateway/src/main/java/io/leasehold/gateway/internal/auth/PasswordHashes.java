package io.leasehold.gateway.internal.auth;

import io.leasehold.gateway.spi.PasswordHash;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The hashes of passwords that are known. Immutable. */
final class PasswordHashes {

    private final Map<String, PasswordHash> byId = new HashMap<>();

    /** The gateway's own and these. */
    PasswordHashes(Collection<? extends PasswordHash> others) {
        byId.put(Pbkdf2.ID, new Pbkdf2());
        for (PasswordHash hash : others) {
            if (byId.putIfAbsent(hash.id(), hash) != null) {
                throw new IllegalStateException("two PasswordHashes have the id " + hash.id() + ": leave one out");
            }
        }
    }

    /** The gateway's own and those that are installed. */
    static PasswordHashes installed() {
        return new PasswordHashes(ServiceLoader.load(PasswordHash.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    static PasswordHashes own() {
        return new PasswordHashes(List.of());
    }

    Optional<PasswordHash> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Set<String> ids() {
        return new TreeSet<>(byId.keySet());
    }
}

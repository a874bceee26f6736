package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The backends by name. Immutable. */
final class Backends {

    private final List<Backend> all;

    Backends(List<Backend> all) {
        this.all = List.copyOf(all);
    }

    List<Backend> all() {
        return all;
    }

    Optional<Backend> named(String name) {
        return all.stream().filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
    }

    /**
     * What a client's url means: {@code backend}, {@code backend.schema}, or {@code default}, which most clients send if they were told
     * nothing. It is looked up here, and never becomes a part of a JDBC url.
     */
    Destination find(String database) throws ClientErrorException {
        if (database.isEmpty() || database.equalsIgnoreCase("default")) {
            return new Destination(all.get(0), Optional.empty());
        }
        Optional<Backend> whole = named(database);
        if (whole.isPresent()) {
            return new Destination(whole.get(), Optional.empty());
        }
        int dot = database.indexOf('.');
        Optional<Backend> first = dot < 0 ? Optional.empty() : named(database.substring(0, dot));
        if (first.isEmpty()) {
            throw new ClientErrorException(
                    "3D000",
                    "there is no backend of the name that the client asks for as its database; there is "
                            + all.stream().map(Backend::name).collect(Collectors.joining(", ")));
        }
        return new Destination(first.get(), Optional.of(database.substring(dot + 1)));
    }

    /**
     * Where a session begins.
     *
     * @param schema what it uses first, or where the backend begins
     */
    record Destination(Backend backend, Optional<String> schema) {}
}

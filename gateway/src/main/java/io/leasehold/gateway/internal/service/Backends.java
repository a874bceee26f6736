package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.BackendSettings;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.GateLimits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The backends by name. Immutable. */
final class Backends implements AutoCloseable {

    private final List<Backend> all;

    Backends(List<Backend> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Opens all at once, so that one that does not answer costs the start no more than itself.
     *
     * @throws SQLException if some must not be served: each in a line of its message, for the operator
     */
    static Backends open(
            List<BackendSettings> settings, GateLimits limits, Function<BackendSettings, Backend.Around> around)
            throws SQLException {
        List<CompletableFuture<Backend>> opening = settings.stream()
                .map(one -> {
                    Backend.Around its = around.apply(one);
                    return CompletableFuture.supplyAsync(() -> opened(one, limits, its), its.threads());
                })
                .toList();
        List<Backend> opened = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (CompletableFuture<Backend> one : opening) {
            try {
                opened.add(one.join());
            } catch (CompletionException e) {
                failures.add(e.getCause());
            }
        }
        if (!failures.isEmpty()) {
            opened.forEach(Backend::close);
            throw failure(failures);
        }
        return new Backends(opened);
    }

    private static Backend opened(BackendSettings settings, GateLimits limits, Backend.Around around) {
        try {
            return Backend.open(settings, limits, around);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private static SQLException failure(List<Throwable> failures) {
        for (Throwable one : failures) {
            if (one instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            if (one instanceof Error error) {
                throw error;
            }
        }
        String lines = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n"));
        return new SQLException(lines, failures.get(0));
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

    @Override
    public void close() {
        all.forEach(Backend::close);
    }

    /**
     * Where a session begins.
     *
     * @param schema what it uses first, or where the backend begins
     */
    record Destination(Backend backend, Optional<String> schema) {}
}

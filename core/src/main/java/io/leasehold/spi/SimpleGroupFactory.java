package io.leasehold.spi;

import io.leasehold.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the plain resources of a group are opened, checked, reset and closed. Threads and bounds are those of {@link ResourceFactory};
 * only {@link #open} must be written.
 *
 * @param <K> what tells endpoints apart: an immutable value with equals and hashCode
 * @param <R> the resource
 */
@FunctionalInterface
public interface SimpleGroupFactory<K, R> {

    /** As {@link ResourceFactory#open()}, on the key's endpoint. */
    R open(K key) throws Exception;

    /** Where the key leads to; by default the key itself is the address. Must neither block nor open anything. */
    default Endpoint endpointOf(K key) {
        return Endpoint.of(key);
    }

    /** As {@link ResourceFactory#callerContext}; by default nothing is taken from the caller. */
    default @Nullable CallerContext callerContext(K key) {
        return null;
    }

    /** As {@link ResourceFactory#check}; by default every resource is taken to be alive. */
    default boolean check(R resource, Duration timeout) throws Exception {
        return true;
    }

    /** As {@link ResourceFactory#reset}; by default nothing. Called at every return of a lease whose resource was used. */
    default void reset(R resource) throws Exception {}

    /** As {@link ResourceFactory#close}; by default closes what is {@link AutoCloseable}. */
    default void close(R resource) throws Exception {
        if (resource instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /** As {@link ResourceFactory#abort}; by default closes. */
    default void abort(R resource) throws Exception {
        close(resource);
    }

    /** As {@link ResourceFactory#textOf}; by default the error's own text. */
    default String textOf(Throwable error) {
        return error.toString();
    }

    /** As {@link ResourceFactory#refusal}. */
    default OpenRefusal refusal(Throwable failure) {
        return OpenRefusal.of(failure);
    }
}

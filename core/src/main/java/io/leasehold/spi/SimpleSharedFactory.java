package io.leasehold.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a plain resource that many share is opened, checked, closed and aborted. Threads and bounds are those of
 * {@link SharedResourceFactory}; only {@link #open} must be written.
 *
 * @param <K> the key
 * @param <R> the resource
 */
@FunctionalInterface
public interface SimpleSharedFactory<K, R> {

    /** As {@link SharedResourceFactory#open}. */
    R open(K key) throws Exception;

    /** As {@link SharedResourceFactory#callerContext}; by default the open needs nothing of the caller. */
    default @Nullable CallerContext callerContext(K key) {
        return null;
    }

    /** As {@link SharedResourceFactory#check}; by default every resource is taken to be alive. */
    default boolean check(R resource, Duration timeout) throws Exception {
        return true;
    }

    /** As {@link SharedResourceFactory#close}; by default closes what is {@link AutoCloseable}. */
    default void close(R resource) throws Exception {
        if (resource instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /** As {@link SharedResourceFactory#abort}; by default closes. */
    default void abort(R resource) throws Exception {
        close(resource);
    }

    /** As {@link SharedResourceFactory#textOfError}; by default the error's own text. */
    default String textOfError(Throwable error) {
        return error.toString();
    }
}

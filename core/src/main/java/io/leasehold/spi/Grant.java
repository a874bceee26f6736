package io.leasehold.spi;

/**
 * The engine's word that a resource is leased to the thread that got it; {@link LeaseHandle}'s constructor takes it.
 * Implemented by the engine alone.
 *
 * @param <R> the resource
 */
public interface Grant<R> {

    /** The resource that is leased. */
    R resource();
}

package io.leasehold;

/**
 * A function that may throw.
 *
 * @param <T> what it takes
 * @param <U> what it gives
 */
@FunctionalInterface
public interface ThrowingFunction<T, U> {

    U apply(T argument) throws Exception;
}

package io.leasehold.internal;

import io.leasehold.ThrowingFunction;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A lazy result that owns its lease: the end of the elements returns it, an error from them retires it, and closing the stream
 * returns it. As a stream, for one thread at a time; it may be closed by another.
 */
final class LeasedStream<T> extends AbstractSpliterator<T> {

    private final Iterator<? extends T> elements;
    private final ResourceLease<?> lease;
    private boolean exhausted;

    private LeasedStream(Iterator<? extends T> elements, ResourceLease<?> lease) {
        super(Long.MAX_VALUE, Spliterator.ORDERED);
        this.elements = elements;
        this.lease = lease;
    }

    /** Has the function read through the lease; an error from it retires the resource. */
    static <R, T> Stream<T> open(
            ResourceLease<R> lease, ThrowingFunction<? super R, ? extends Iterator<? extends T>> open)
            throws Exception {
        Iterator<? extends T> iterator;
        try {
            iterator = Objects.requireNonNull(
                    open.apply(lease.resourceOfStream()), "the function gave no iterator for the stream");
        } catch (Throwable e) {
            lease.retire(e);
            throw e;
        }
        return of(iterator, lease);
    }

    private static <T> Stream<T> of(Iterator<? extends T> elements, ResourceLease<?> lease) {
        Spliterator<T> once = new LeasedStream<>(elements, lease);
        return StreamSupport.stream(once, false).onClose(lease::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        if (exhausted) {
            return false;
        }
        if (lease.inside(elements::hasNext)) {
            action.accept(lease.<T>inside(elements::next));
            return true;
        }
        exhausted = true;
        lease.close();
        return false;
    }
}

package io.leasehold.internal;

import java.util.Iterator;
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

    static <T> Stream<T> of(Iterator<? extends T> elements, ResourceLease<?> lease) {
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

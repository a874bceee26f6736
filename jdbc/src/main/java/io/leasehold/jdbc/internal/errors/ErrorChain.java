package io.leasehold.jdbc.internal.errors;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An error, its causes and next exceptions, each once, and no more than {@link #LONGEST}. For one thread. */
final class ErrorChain implements Iterator<Throwable> {

    /** Bounds what a batch of thousands of failures costs. */
    static final int LONGEST = 50;

    private final Deque<Throwable> pending = new ArrayDeque<>();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private ErrorChain(Throwable first) {
        add(first);
    }

    static Iterable<Throwable> of(Throwable first) {
        return () -> new ErrorChain(first);
    }

    @Override
    public boolean hasNext() {
        return !pending.isEmpty();
    }

    @Override
    public Throwable next() {
        Throwable error = pending.poll();
        if (error == null) {
            throw new NoSuchElementException();
        }
        add(error.getCause());
        if (error instanceof SQLException sql) {
            add(sql.getNextException());
        }
        return error;
    }

    private void add(@Nullable Throwable error) {
        if (error != null && seen.size() < LONGEST && seen.add(error)) {
            pending.add(error);
        }
    }
}

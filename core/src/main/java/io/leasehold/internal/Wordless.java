package io.leasehold.internal;

import org.jspecify.annotations.Nullable;

/**
 * An error as the log may show it where it wants a stack: the classes and frames of it and of its causes, and nothing of what
 * they say, since a driver's message may repeat what it was asked to do. Immutable.
 */
public final class Wordless extends Throwable {

    private static final long serialVersionUID = 1L;

    /** Bounds a chain of causes that bites its tail. */
    private static final int DEEPEST = 20;

    private Wordless(Throwable error, @Nullable Wordless cause) {
        super(error.getClass().getName(), cause, false, true);
        setStackTrace(error.getStackTrace());
    }

    public static Wordless of(Throwable error) {
        return of(error, 0);
    }

    private static Wordless of(Throwable error, int depth) {
        Throwable cause = error.getCause();
        return new Wordless(error, cause == null || depth == DEEPEST ? null : of(cause, depth + 1));
    }
}

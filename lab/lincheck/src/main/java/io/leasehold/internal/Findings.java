package io.leasehold.internal;

import org.jspecify.annotations.Nullable;

/**
 * What the operations of a law find broken. To Lincheck whatever an operation throws is its result, and a failure is only what a
 * validation throws, so that it is kept until then. Safe for any thread.
 */
final class Findings {
    private volatile @Nullable String broken;

    /** For operations. */
    void expect(boolean holds, String otherwise) {
        if (!holds) {
            broken = otherwise;
        }
    }

    /** For validations, of what is so at rest. */
    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** For validations: throws what an operation has found. */
    void check() {
        String found = broken;
        check(found == null, String.valueOf(found));
    }
}

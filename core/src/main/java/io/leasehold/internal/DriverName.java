package io.leasehold.internal;

import org.jspecify.annotations.Nullable;

/** How logs and events call what hangs or breaks. Never by its own text, which may hold secrets. */
public final class DriverName {

    private DriverName() {}

    /**
     * The class of a resource, or while there is none of the factory that is to open it.
     *
     * @param factory as the user gave it: whoever reads the log knows that class, and not those of the engine
     */
    public static String of(@Nullable Object resource, Object factory) {
        return (resource == null ? factory : resource).getClass().getName();
    }
}

package io.leasehold.jdbc.internal.open;

import org.jspecify.annotations.Nullable;

/** A user and its password on their way to the driver. Immutable; its text has no password. */
public record Login(@Nullable String username, @Nullable String password) {

    @Override
    public String toString() {
        return "Login of " + username;
    }

    /** Gives the login for one open. */
    @FunctionalInterface
    public interface Source {

        Login get() throws Exception;
    }
}

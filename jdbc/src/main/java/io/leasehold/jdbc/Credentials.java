package io.leasehold.jdbc;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A user name and the password that belongs to it. Immutable; says its password to nobody but the pool. */
public final class Credentials {

    private final String username;
    private final @Nullable String password;

    private Credentials(String username, @Nullable String password) {
        this.username = Objects.requireNonNull(username, "username");
        this.password = password;
    }

    /** Both together, so that a rotation never mixes an old one with a new one. */
    public static Credentials of(String username, @Nullable String password) {
        return new Credentials(username, password);
    }

    public String username() {
        return username;
    }

    /** Whether they are these. */
    boolean are(@Nullable String username, @Nullable String password) {
        return this.username.equals(username) && Objects.equals(this.password, password);
    }

    @Nullable String password() {
        return password;
    }

    /** The user name alone. */
    @Override
    public String toString() {
        return "Credentials of " + username;
    }
}

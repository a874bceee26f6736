package io.leasehold.gateway.internal.auth;

import java.util.Optional;

/** Verifies who logs in, and remembers it for a while. Safe for any number of threads. */
public interface Logins {

    /**
     * Verifies a password. May wait for others that are being verified.
     *
     * @param address from where
     * @throws LoginRefusedException if it is wrong, the user unknown, which nobody can tell apart, or too many failed from there
     */
    void verify(String user, String password, String address) throws LoginRefusedException;

    /** The value of a cookie by which the user is remembered. */
    String remember(String user);

    /** Whom a cookie's value stands for, if it is genuine and not too old. */
    Optional<String> remembered(String cookie);
}

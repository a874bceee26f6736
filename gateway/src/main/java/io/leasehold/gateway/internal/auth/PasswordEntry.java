package io.leasehold.gateway.internal.auth;

import io.leasehold.gateway.spi.PasswordHash;

/**
 * A user and the hash of the password. Immutable.
 *
 * @param name whose it is
 * @param hash how it is hashed
 * @param encoded the hash as the file has it; never shown
 */
record PasswordEntry(String name, PasswordHash hash, String encoded) {

    boolean matches(char[] password) {
        return hash.matches(password, encoded);
    }

    @Override
    public String toString() {
        return name + ":{" + hash.id() + "}";
    }
}

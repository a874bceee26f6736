package io.leasehold.thrift;

/**
 * A user and a password for SASL PLAIN. Immutable.
 *
 * @param username the authentication identity
 * @param password never in any text of ours
 */
public record PlainCredentials(String username, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "credentials of " + username;
    }
}

package io.leasehold.gateway.spi;

/**
 * A hash of passwords that may stand in the password file beside the gateway's own. Found by {@link java.util.ServiceLoader}.
 * Implementations must be safe for use by many threads, and take the same time for a right and for a wrong password.
 */
public interface PasswordHash {

    /** As it stands between braces before the hash: lower-case letters, digits and dashes, and not {@code pbkdf2-sha256}. */
    String id();

    /**
     * What is wrong with a hash, in words that do not repeat it; empty if it can be used.
     *
     * @param encoded what stands after the braces
     */
    String problem(String encoded);

    /**
     * Whether a password has this hash.
     *
     * @param password wiped after the call
     * @param encoded one without a problem
     */
    boolean matches(char[] password, String encoded);
}

package io.leasehold.gateway.internal.auth;

import io.leasehold.gateway.spi.PasswordHash;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 with HMAC-SHA-256 (RFC 8018), as {@code iterations$salt$hash}, salt and hash in base64. Stateless.
 *
 * <p>The least number of iterations is the one that OWASP's Password Storage Cheat Sheet asks for since 2023. The most keeps a line
 * of the file from stopping all logins.
 */
final class Pbkdf2 implements PasswordHash {

    static final String ID = "pbkdf2-sha256";
    static final int LEAST_ITERATIONS = 600_000;

    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int MOST_SALT_BYTES = 64;
    private static final int HASH_BYTES = 32;
    private static final String PARTS = "must have the form iterations$salt$hash";

    private record Parts(int iterations, byte[] salt, byte[] hash) {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String problem(String encoded) {
        Optional<Parts> read = parts(encoded);
        if (read.isEmpty()) {
            return PARTS;
        }
        Parts parts = read.get();
        if (parts.iterations < LEAST_ITERATIONS || parts.iterations > MOST_ITERATIONS) {
            return "must have " + LEAST_ITERATIONS + " to " + MOST_ITERATIONS + " iterations";
        }
        if (parts.salt.length < SALT_BYTES || parts.salt.length > MOST_SALT_BYTES) {
            return "must have a salt of " + SALT_BYTES + " to " + MOST_SALT_BYTES + " bytes";
        }
        return parts.hash.length == HASH_BYTES ? "" : "must have a hash of " + HASH_BYTES + " bytes";
    }

    @Override
    public boolean matches(char[] password, String encoded) {
        Parts parts = parts(encoded).orElseThrow(() -> new IllegalArgumentException(PARTS));
        return MessageDigest.isEqual(parts.hash, derive(password, parts.salt, parts.iterations));
    }

    /** A password's hash with a salt of its own. */
    static String encode(char[] password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return LEAST_ITERATIONS
                + "$"
                + base64.encodeToString(salt)
                + "$"
                + base64.encodeToString(derive(password, salt, LEAST_ITERATIONS));
    }

    private static Optional<Parts> parts(String encoded) {
        String[] parts = encoded.split("\\$", -1);
        if (parts.length != 3 || !parts[0].matches("\\d{1,9}")) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(new Parts(Integer.parseInt(parts[0]), base64.decode(parts[1]), base64.decode(parts[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** Wipes a password. */
    static void wipe(char[] password) {
        Arrays.fill(password, '\0');
    }
}

package io.leasehold.session.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Makes ids and secrets, and compares secrets. A secret is kept as its hash alone, here and everywhere. Safe for any thread. */
final class Tokens {

    private static final byte[] NOBODYS = hash(new byte[0]);

    private final SecureRandom random = new SecureRandom();

    byte[] fresh() {
        byte[] bytes = new byte[SessionId.LENGTH];
        random.nextBytes(bytes);
        return bytes;
    }

    /** SHA-256: a secret of 128 random bits needs no salt and no slow hash. */
    static byte[] hash(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Takes the same time wherever they differ. */
    static boolean same(byte[] hash, byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    /** Compares with nothing, in the time that a comparison takes. */
    static boolean sameAsNobodys(byte[] hash) {
        return same(NOBODYS, hash) && hash.length == 0;
    }
}

package io.leasehold.gateway.internal.wire;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a certificate and its key are: two PEM files, or one PKCS12 file with a password. Immutable.
 *
 * @param certificate the certificates as PEM, the server's own first; or the PKCS12 file
 * @param key the key as PEM, unencrypted; absent for PKCS12
 * @param password of the PKCS12 file; absent for PEM
 */
public record TlsFiles(Path certificate, Optional<Path> key, Optional<String> password) {

    public static TlsFiles pem(Path certificate, Path key) {
        return new TlsFiles(certificate, Optional.of(key), Optional.empty());
    }

    public static TlsFiles pkcs12(Path file, String password) {
        return new TlsFiles(file, Optional.empty(), Optional.of(password));
    }

    boolean isPem() {
        return key.isPresent();
    }

    /** The one that must be secret. */
    Path secret() {
        return key.orElse(certificate);
    }

    @Override
    public String toString() {
        return isPem() ? "PEM files " + certificate + " and " + secret() : "PKCS12 file " + certificate;
    }
}

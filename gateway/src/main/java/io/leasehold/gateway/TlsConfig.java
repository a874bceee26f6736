package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Checks;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a listener's certificate and key are: two PEM files, or one PKCS12 file with a password. They are read again when they
 * change. Immutable.
 *
 * @param certificate the certificates as PEM, the server's own first, or the PKCS12 file; must be given
 * @param key the key as PEM, unencrypted; none by default, which means PKCS12
 * @param password of the PKCS12 file; none by default, as PEM wants it
 */
public record TlsConfig(Path certificate, Optional<Path> key, Secret password) {

    /**
     * @throws io.leasehold.InvalidConfigException if both key and password are given, or neither
     */
    public TlsConfig {
        Checks.of(TlsConfig.class, certificate, key, password)
                .unless(
                        key.isPresent() == password.isNone(),
                        "key",
                        key.isPresent() ? key.get().toString() : "not given",
                        "must be given for PEM, and left out for PKCS12, where password must be given instead")
                .done();
    }
}

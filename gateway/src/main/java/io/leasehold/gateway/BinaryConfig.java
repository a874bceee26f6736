package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.gateway.internal.settings.Usual;
import java.util.Optional;

/**
 * The listener for the binary transport, which the url {@code jdbc:hive2://host:10000/} means. Immutable.
 *
 * @param enabled whether there is one; true by default
 * @param address the name or address of this machine to listen on; 127.0.0.1 by default
 * @param port 10000 by default, 0 to 65535; 0 is any that is free
 * @param authentication how clients log in: {@code none}, {@code password}, or the name of an
 *     {@link io.leasehold.gateway.spi.Authenticator}; none by default. With none, NOSASL and SASL PLAIN are both spoken and clients
 *     are whom they say they are; else SASL PLAIN alone
 * @param tls certificate and key; none by default, and then nothing is encrypted
 * @param allowCleartext whether passwords may cross a network unencrypted; false by default
 */
public record BinaryConfig(
        @Usual("true") boolean enabled,
        @Usual("127.0.0.1") String address,

        @Usual("10000") @Allowed(least = "0", most = "65535")
        int port,

        @Usual("none") String authentication,
        Optional<TlsConfig> tls,
        @Usual("false") boolean allowCleartext) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public BinaryConfig {
        Checks.of(BinaryConfig.class, enabled, address, port, authentication, tls, allowCleartext)
                .text("address", address)
                .authentication(authentication)
                .done();
    }

    /** The same on another address. */
    public BinaryConfig withAddress(String value) {
        return Records.with(this, "address", value);
    }

    /** The same on another port; 0: on any that is free. */
    public BinaryConfig withPort(int value) {
        return Records.with(this, "port", value);
    }

    /** The same with another way to log in. */
    public BinaryConfig withAuthentication(String value) {
        return Records.with(this, "authentication", value);
    }

    /** The same with a certificate. */
    public BinaryConfig withTls(TlsConfig value) {
        return Records.with(this, "tls", Optional.of(value));
    }

    /** The same, switched on or off. */
    public BinaryConfig withEnabled(boolean value) {
        return Records.with(this, "enabled", value);
    }
}

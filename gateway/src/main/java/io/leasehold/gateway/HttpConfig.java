package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.gateway.internal.settings.Usual;
import java.util.Optional;
import java.util.Set;

/**
 * The listener for HTTP, which the url {@code jdbc:hive2://host:10001/;transportMode=http;httpPath=cliservice} means. Immutable.
 *
 * @param enabled whether there is one; true by default
 * @param address the name or address of this machine to listen on; 127.0.0.1 by default
 * @param port 10001 by default, 0 to 65535; 0 is any that is free, and ports that browsers connect to nowhere are refused
 * @param path where calls are posted to, without its first slash; cliservice by default
 * @param authentication how clients log in: {@code none}, {@code password}, or the name of an
 *     {@link io.leasehold.gateway.spi.Authenticator}; none by default
 * @param tls certificate and key; none by default, and then nothing is encrypted
 * @param allowCleartext whether passwords may cross a network unencrypted; false by default
 * @param hosts names by which clients may address this server, without ports, beside localhost, addresses and the listener's own; none by
 *     default. A request for another is refused, as that of a page which had its name resolved to this machine
 */
public record HttpConfig(
        @Usual("true") boolean enabled,
        @Usual("127.0.0.1") String address,

        @Usual("10001") @Allowed(least = "0", most = "65535")
        int port,

        @Usual("cliservice") String path,
        @Usual("none") String authentication,
        Optional<TlsConfig> tls,
        @Usual("false") boolean allowCleartext,
        Set<String> hosts) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public HttpConfig {
        Checks.of(HttpConfig.class, enabled, address, port, path, authentication, tls, allowCleartext, hosts)
                .text("address", address)
                .authentication(authentication)
                .browserPort(port)
                .hosts(address, hosts)
                .unless(
                        path.matches("[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*"),
                        "path",
                        path,
                        "must be one or more names of letters, digits, dots, dashes and underlines, with slashes between them")
                .done();
        hosts = Records.inOrder(hosts);
    }

    /** The same on another address. */
    public HttpConfig withAddress(String value) {
        return Records.with(this, "address", value);
    }

    /** The same on another port; 0: on any that is free. */
    public HttpConfig withPort(int value) {
        return Records.with(this, "port", value);
    }

    /** The same with another way to log in. */
    public HttpConfig withAuthentication(String value) {
        return Records.with(this, "authentication", value);
    }

    /** The same with a certificate. */
    public HttpConfig withTls(TlsConfig value) {
        return Records.with(this, "tls", Optional.of(value));
    }

    /** The same, switched on or off. */
    public HttpConfig withEnabled(boolean value) {
        return Records.with(this, "enabled", value);
    }
}

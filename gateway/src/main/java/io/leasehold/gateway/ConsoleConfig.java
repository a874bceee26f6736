package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.gateway.internal.settings.Usual;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The listener for the console and the metrics. Immutable.
 *
 * @param enabled whether there is one; true by default
 * @param address the name or address of this machine to listen on; 127.0.0.1 by default
 * @param port 10002 by default, 0 to 65535; 0 is any that is free, and ports that browsers connect to nowhere are refused
 * @param tls certificate and key; none by default, and then nothing is encrypted
 * @param allowCleartext whether the console's token may cross a network unencrypted; false by default
 * @param hosts names by which browsers may address this server, without ports, beside localhost, addresses and the listener's own; none by
 *     default
 * @param showSql whether the console shows the text of statements; false by default
 * @param metricsToken a file with the token that a request for {@code /metrics} must bear; none by default, and then metrics are
 *     given to loopback alone
 * @param runtimeFolder the folder where {@code leasehold console-token} asks for a link, its owner's alone; none by default, and then it
 *     is one of the user's own
 */
public record ConsoleConfig(
        @Usual("true") boolean enabled,
        @Usual("127.0.0.1") String address,

        @Usual("10002") @Allowed(least = "0", most = "65535")
        int port,

        Optional<TlsConfig> tls,
        @Usual("false") boolean allowCleartext,
        Set<String> hosts,
        @Usual("false") boolean showSql,
        Optional<Path> metricsToken,
        Optional<Path> runtimeFolder) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public ConsoleConfig {
        Checks.of(
                        ConsoleConfig.class,
                        enabled,
                        address,
                        port,
                        tls,
                        allowCleartext,
                        hosts,
                        showSql,
                        metricsToken,
                        runtimeFolder)
                .text("address", address)
                .browserPort(port)
                .hosts(address, hosts)
                .done();
        hosts = Records.inOrder(hosts);
    }

    /** The same on another address. */
    public ConsoleConfig withAddress(String value) {
        return Records.with(this, "address", value);
    }

    /** The same on another port; 0: on any that is free. */
    public ConsoleConfig withPort(int value) {
        return Records.with(this, "port", value);
    }

    /** The same, switched on or off. */
    public ConsoleConfig withEnabled(boolean value) {
        return Records.with(this, "enabled", value);
    }
}

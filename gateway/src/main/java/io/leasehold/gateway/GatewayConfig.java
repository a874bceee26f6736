package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.CrossChecks;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.gateway.internal.settings.SettingsFile;
import io.leasehold.gateway.internal.settings.Usual;
import io.leasehold.gateway.internal.settings.Warnings;
import io.leasehold.session.SessionConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The settings of a gateway. Immutable, and always valid: what is not allowed is refused, all of it at once, and nothing is
 * repaired. Secrets show themselves in no text.
 *
 * @param name how logs, the console and errors call the gateway; gateway by default, not blank
 * @param backends the databases behind it, by name in the file; the first is where sessions begin whose url names none. None by
 *     default: the program then serves its sample database
 * @param binary the listener for the binary transport
 * @param http the listener for HTTP
 * @param console the listener for console and metrics
 * @param logins how logins are verified, and who may act on another's behalf
 * @param connections what is done for and asked of the connections of clients
 * @param sessions when sessions end, and how many there may be
 * @param operations what bounds the statements of clients
 * @param results how results are read and kept for clients
 * @param drain how the gateway stops
 */
public record GatewayConfig(
        @Usual("gateway") String name,
        List<BackendConfig> backends,
        BinaryConfig binary,
        HttpConfig http,
        ConsoleConfig console,
        LoginConfig logins,
        ConnectionsConfig connections,
        SessionConfig sessions,
        OperationsConfig operations,
        ResultsConfig results,
        DrainConfig drain) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed beside the others
     */
    public GatewayConfig {
        Checks checks = Checks.of(
                        GatewayConfig.class,
                        name,
                        backends,
                        binary,
                        http,
                        console,
                        logins,
                        connections,
                        sessions,
                        operations,
                        results,
                        drain)
                .text("name", name);
        CrossChecks.check(checks, backends, binary, http, console, logins);
        checks.done();
        backends = List.copyOf(backends);
    }

    /** What is usual: no backend, and listeners on loopback. */
    public static GatewayConfig defaults() {
        return Records.usual(GatewayConfig.class, Map.of());
    }

    /**
     * Reads a file of settings (YAML). Paths in it count from its folder. A secret in it is text, {@code file:PATH} or
     * {@code env:NAME}.
     *
     * @throws io.leasehold.InvalidConfigException naming everything that is not allowed, with its line: unknown and duplicate keys,
     *     values, what does not go together, and a file with a secret in it that others may read
     */
    public static GatewayConfig read(Path file) {
        return SettingsFile.read(file);
    }

    /**
     * What is allowed by these settings and should be known to who starts the gateway: what crosses a network unencrypted, whom
     * nobody asks for a password, and backends where clients could do everything. One sentence each.
     */
    public List<String> warnings() {
        return Warnings.of(this);
    }

    /** The same with other backends; logins that they need must have been given before. */
    public GatewayConfig withBackends(List<BackendConfig> value) {
        return Records.with(this, "backends", value);
    }

    /** The same with another binary listener. */
    public GatewayConfig withBinary(BinaryConfig value) {
        return Records.with(this, "binary", value);
    }

    /** The same with another listener for HTTP. */
    public GatewayConfig withHttp(HttpConfig value) {
        return Records.with(this, "http", value);
    }

    /** The same with another console. */
    public GatewayConfig withConsole(ConsoleConfig value) {
        return Records.with(this, "console", value);
    }

    /** The same with other logins. */
    public GatewayConfig withLogins(LoginConfig value) {
        return Records.with(this, "logins", value);
    }

    /** The same with other sessions. */
    public GatewayConfig withSessions(SessionConfig value) {
        return Records.with(this, "sessions", value);
    }
}

package io.leasehold.gateway;

import io.leasehold.gateway.internal.assembly.GatewayParts;
import io.leasehold.gateway.internal.console.ConsoleServer;
import io.leasehold.session.SessionRegistrySnapshot;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A server that gives databases an endpoint as HiveServer2 and Impala have it: hundreds of client sessions share the few connections of a
 * pool, and a client that vanishes leaves nothing behind. Safe for any number of threads.
 *
 * <pre>{@code
 * try (Gateway gateway = Gateway.start(GatewayConfig.read(Path.of("gateway.yml")))) {
 *     System.out.println("jdbc:hive2://localhost:" + gateway.binaryPort().orElseThrow() + "/default");
 *     stop.await();
 *     gateway.drain();
 * }
 * }</pre>
 */
public final class Gateway implements AutoCloseable {

    private final GatewayParts parts;

    private Gateway(GatewayParts parts) {
        this.parts = parts;
    }

    /**
     * Opens the backends, then listens. A backend that cannot be reached now keeps it from nothing: it is looked at again whenever a
     * client comes for it, and is served once it has said that its user may do no more there than serving strangers allows.
     *
     * @throws io.leasehold.InvalidConfigException naming all that is wrong with certificates and the file of passwords, and
     *     authenticators that are not installed
     * @throws SQLException if a backend does not let its user in, or the user may do more there than that; of all such backends
     * @throws IOException if a port cannot be had
     * @throws IllegalStateException if a secret cannot be read
     */
    public static Gateway start(GatewayConfig config) throws SQLException, IOException {
        return new Gateway(GatewayParts.start(config));
    }

    /** Where clients of the binary transport connect; empty if there is none. */
    public Optional<Integer> binaryPort() {
        return parts.binaryPort();
    }

    /** Where clients connect over HTTP; empty if they cannot. */
    public Optional<Integer> httpPort() {
        return parts.httpPort();
    }

    /** Where the console and the metrics are; empty if there are none. */
    public Optional<Integer> consolePort() {
        return parts.console().map(ConsoleServer::port);
    }

    /** A link by which somebody can open the console, once, within ten minutes; empty if there is no console. */
    public Optional<String> consoleLink() {
        return parts.console().map(ConsoleServer::newLink);
    }

    /** The backends as they are now, in the order of the settings. */
    public List<BackendSnapshot> backends() {
        return parts.view().backends().stream()
                .map(backend -> new BackendSnapshot(
                        backend.name(), backend.product(), backend.url(), backend.user(), backend.pool()))
                .toList();
    }

    /** Connections and sessions as they are now. */
    public SessionRegistrySnapshot sessions() {
        return parts.view().sessions();
    }

    /**
     * Takes no more clients, lets those that are there end what they do, and at the deadline ends the rest; then closes. An interrupt ends
     * the waiting, its flag kept, and {@link #close} from another thread does.
     *
     * @param grace how long it still takes clients while it says already that it is not ready, so that a balancer can turn away; zero
     *     or more
     * @param deadline how long it waits thereafter; zero or more
     * @return whether all ended by themselves
     * @throws IllegalArgumentException if one of the two is negative; then nothing was drained
     */
    public boolean drain(Duration grace, Duration deadline) {
        return parts.drain(grace, deadline);
    }

    /** Drains as the settings have it; gives whether all ended by themselves. */
    public boolean drain() {
        return parts.drain();
    }

    /** Ends everything at once, the drain of another thread included. A second call does nothing. */
    @Override
    public void close() {
        parts.close();
    }
}

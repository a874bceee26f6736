package io.leasehold.gateway.internal.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the console is reached. Immutable.
 *
 * @param host the address that it listens on
 * @param port 0 for one that is free, to 65,535
 * @param hosts names by which it may be asked for beside {@code localhost}, addresses and {@code host}
 * @param tokenLife how long a link for logging in is good, 1 s to 1 hour
 * @param loginLife how long who logged in stays so, 1 min to 7 days
 * @param refresh how often the page renews itself, 1 s to 1 hour
 * @param metricsToken a file whose first line lets whoever presents it read the metrics from another machine
 * @param runtimeFolder where the socket is that gives out links to its owner; created if need be
 */
public record ConsoleSettings(
        String host,
        int port,
        Set<String> hosts,
        Duration tokenLife,
        Duration loginLife,
        Duration refresh,
        Optional<Path> metricsToken,
        Path runtimeFolder) {

    public ConsoleSettings {
        hosts = Set.copyOf(hosts);
    }

    /** On loopback, for this machine alone. */
    public static ConsoleSettings defaults() {
        return new ConsoleSettings(
                "127.0.0.1",
                10002,
                Set.of(),
                Duration.ofMinutes(10),
                Duration.ofHours(12),
                Duration.ofSeconds(2),
                Optional.empty(),
                RuntimeFolder.usual());
    }
}

package io.leasehold.gateway.internal.assembly;

import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.internal.auth.ConfiguredProxies;
import io.leasehold.gateway.internal.console.ConsoleServer;
import io.leasehold.gateway.internal.console.GatewayMeters;
import io.leasehold.gateway.internal.service.GatewayCore;
import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's parts, from their start to their end. Safe for any number of threads.
 *
 * <p>They start from the inside out, so that no client finds a door behind which nothing is yet: backends, the middle, the ports. They end
 * from the outside in. A drain waits in two places, for the grace and within the registry; {@link #close} ends both, the first by
 * {@code closing}, the second by closing the registry, so that whoever loses patience never waits for who has some.
 */
public final class GatewayParts implements AutoCloseable {

    private final GatewayConfig config;
    private final GatewayMeters meters;
    private final GatewayCore core;
    private final Listeners listeners;
    private final CountDownLatch closing = new CountDownLatch(1);

    private GatewayParts(GatewayConfig config, GatewayMeters meters, GatewayCore core, Listeners listeners) {
        this.config = config;
        this.meters = meters;
        this.core = core;
        this.listeners = listeners;
    }

    /**
     * Starts them all; of those that started nothing is left if one does not.
     *
     * @throws io.leasehold.InvalidConfigException naming every file and authenticator of the settings that cannot be used
     * @throws SQLException if a backend does not let its user in, or the user may do too much; in words for the operator
     * @throws IOException if a port cannot be had; in one sentence
     */
    public static GatewayParts start(GatewayConfig config) throws SQLException, IOException {
        Preflight.check(config);
        GatewayMeters meters = new GatewayMeters();
        GatewayCore core = null;
        Listeners listeners = null;
        boolean started = false;
        try {
            core = GatewayCore.open(
                    CoreAssembly.settings(config),
                    CoreAssembly.registry(config.name(), config.sessions()),
                    new ConfiguredProxies(config.logins().proxies()),
                    new GatewayCore.Around(
                            Ticker.system(),
                            TaskRunner.shared(),
                            meters.pools(),
                            meters.sessions(),
                            meters.operations()));
            meters.watch(core.view());
            listeners = new Listeners(config, core, meters);
            listeners.start();
            listeners.watch(meters);
            started = true;
            return new GatewayParts(config, meters, core, listeners);
        } finally {
            if (!started) {
                close(listeners);
                close(core);
                meters.close();
            }
        }
    }

    private static void close(@Nullable AutoCloseable part) throws IOException {
        if (part != null) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IOException("what had started could not be ended", e);
            }
        }
    }

    public GatewayView view() {
        return core.view();
    }

    public Optional<Integer> binaryPort() {
        return listeners.binaryPort();
    }

    public Optional<Integer> httpPort() {
        return listeners.httpPort();
    }

    public Optional<ConsoleServer> console() {
        return listeners.console();
    }

    /**
     * Says that it is not ready, after the grace takes no more clients, lets those that are there end what they do, and at the deadline
     * ends the rest. An interrupt ends the waiting, its flag kept.
     *
     * @return whether all ended by themselves
     * @throws IllegalArgumentException if one of the two is negative
     */
    public boolean drain(Duration grace, Duration deadline) {
        if (grace.isNegative() || deadline.isNegative()) {
            throw new IllegalArgumentException("a drain takes zero or more, not " + grace + " and " + deadline);
        }
        core.leave();
        try {
            if (!closing.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                listeners.stopAccepting();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean uncut = core.registry().drain(deadline);
        close();
        return uncut;
    }

    /** As the settings have it. */
    public boolean drain() {
        return drain(config.drain().grace(), config.drain().deadline());
    }

    @Override
    public void close() {
        closing.countDown();
        core.registry().close();
        listeners.close();
        core.close();
        meters.close();
    }
}

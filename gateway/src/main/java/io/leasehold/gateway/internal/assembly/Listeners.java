package io.leasehold.gateway.internal.assembly;

import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.internal.auth.LoginsFactory;
import io.leasehold.gateway.internal.console.ConsoleServer;
import io.leasehold.gateway.internal.console.GatewayMeters;
import io.leasehold.gateway.internal.service.GatewayCore;
import io.leasehold.gateway.internal.wire.BinaryServer;
import io.leasehold.gateway.internal.wire.HttpServer;
import io.leasehold.gateway.internal.wire.TlsContext;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a gateway. Made and started by one thread; closed once, and by any.
 *
 * <p>The console is the last to close: who looks on while a gateway drains sees it to the end.
 */
final class Listeners implements AutoCloseable {

    private final @Nullable BinaryServer binary;
    private final @Nullable HttpServer http;
    private final @Nullable ConsoleServer console;
    private final @Nullable TlsContext consoleTls;

    /** @throws io.leasehold.InvalidConfigException naming what is wrong with a certificate or a password file */
    Listeners(GatewayConfig config, GatewayCore core, GatewayMeters meters) {
        LoginsFactory logins = new LoginsFactory(config.logins(), Ticker.system());
        this.binary = !config.binary().enabled()
                ? null
                : new BinaryServer(
                        ListenerAssembly.binary(config.binary(), config.connections()),
                        core.registry(),
                        logins.logins(config.binary().authentication()).orElse(Nobody.LOGINS),
                        core);
        this.http = !config.http().enabled()
                ? null
                : new HttpServer(
                        ListenerAssembly.http(config.http(), config.connections()),
                        core.registry(),
                        logins.logins(config.http().authentication()).orElse(Nobody.LOGINS),
                        core);
        this.consoleTls = config.console()
                .tls()
                .filter(tls -> config.console().enabled())
                .map(tls -> TlsContext.open(ListenerAssembly.files(tls), "console.tls", TaskRunner.shared()))
                .orElse(null);
        this.console = !config.console().enabled()
                ? null
                : new ConsoleServer(
                        ListenerAssembly.console(config.console()),
                        core.view(),
                        meters::scrape,
                        consoleTls == null ? null : consoleTls.context(),
                        Ticker.system());
    }

    /** @throws IOException in one sentence, if a port is taken or an address is not this machine's */
    void start() throws IOException {
        if (binary != null) {
            start("binary", binary::start);
        }
        if (http != null) {
            start("http", http::start);
        }
        if (console != null) {
            start("console", console::start);
        }
    }

    private static void start(String settings, Start listener) throws IOException {
        try {
            listener.start();
        } catch (IOException e) {
            String advice = isTaken(e) ? "; is another gateway running?" : "";
            throw new IOException(settings + ".port: " + e.getMessage() + advice, e);
        }
    }

    private static boolean isTaken(Throwable error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof BindException bind
                    && String.valueOf(bind.getMessage()).contains("in use")) {
                return true;
            }
        }
        return false;
    }

    private interface Start {
        void start() throws IOException;
    }

    /** Has what the listeners count shown. */
    void watch(GatewayMeters meters) {
        if (binary != null) {
            meters.watchListener("binary", binary, BinaryServer::counters);
        }
        if (http != null) {
            meters.watchListener("http", http, HttpServer::counters);
        }
    }

    Optional<Integer> binaryPort() {
        return Optional.ofNullable(binary).map(BinaryServer::port);
    }

    Optional<Integer> httpPort() {
        return Optional.ofNullable(http).map(HttpServer::port);
    }

    Optional<ConsoleServer> console() {
        return Optional.ofNullable(console);
    }

    /** Takes no more clients; those that are there go on. */
    void stopAccepting() {
        if (binary != null) {
            binary.stopAccepting();
        }
        if (http != null) {
            http.stopAccepting();
        }
    }

    @Override
    public void close() {
        if (binary != null) {
            binary.close();
        }
        if (http != null) {
            http.close();
        }
        if (console != null) {
            console.close();
        }
        if (consoleTls != null) {
            consoleTls.close();
        }
    }
}

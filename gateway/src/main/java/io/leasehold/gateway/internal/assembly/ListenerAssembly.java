package io.leasehold.gateway.internal.assembly;

import io.leasehold.gateway.BinaryConfig;
import io.leasehold.gateway.ConnectionsConfig;
import io.leasehold.gateway.ConsoleConfig;
import io.leasehold.gateway.HttpConfig;
import io.leasehold.gateway.TlsConfig;
import io.leasehold.gateway.internal.console.ConsoleSettings;
import io.leasehold.gateway.internal.wire.Authentication;
import io.leasehold.gateway.internal.wire.BinarySettings;
import io.leasehold.gateway.internal.wire.HttpSettings;
import io.leasehold.gateway.internal.wire.ListenerSettings;
import io.leasehold.gateway.internal.wire.TlsFiles;
import java.util.Optional;

/** From the settings of listeners to the listeners' own. Stateless. */
final class ListenerAssembly {

    private static final String NONE = "none";

    private ListenerAssembly() {}

    static BinarySettings binary(BinaryConfig config, ConnectionsConfig connections) {
        ListenerSettings listener = listener(
                config.address(),
                config.port(),
                config.authentication(),
                config.tls(),
                config.allowCleartext(),
                connections);
        return new BinarySettings(listener, connections.answerTimeout());
    }

    static HttpSettings http(HttpConfig config, ConnectionsConfig connections) {
        ListenerSettings listener = listener(
                config.address(),
                config.port(),
                config.authentication(),
                config.tls(),
                config.allowCleartext(),
                connections);
        return new HttpSettings(listener, "/" + config.path(), config.hosts());
    }

    static ConsoleSettings console(ConsoleConfig config) {
        ConsoleSettings usual = ConsoleSettings.defaults();
        return new ConsoleSettings(
                config.address(),
                config.port(),
                config.hosts(),
                usual.tokenLife(),
                usual.loginLife(),
                usual.refresh(),
                config.metricsToken(),
                config.runtimeFolder().orElseGet(usual::runtimeFolder));
    }

    static TlsFiles files(TlsConfig config) {
        return config.key()
                .map(key -> TlsFiles.pem(config.certificate(), key))
                .orElseGet(() ->
                        TlsFiles.pkcs12(config.certificate(), config.password().get()));
    }

    private static ListenerSettings listener(
            String address,
            int port,
            String authentication,
            Optional<TlsConfig> tls,
            boolean allowCleartext,
            ConnectionsConfig connections) {
        ListenerSettings usual = ListenerSettings.onLoopback(port);
        return new ListenerSettings(
                address,
                port,
                authentication.equals(NONE) ? Authentication.NONE : Authentication.PASSWORD,
                tls.map(ListenerAssembly::files),
                allowCleartext,
                connections.maximum() == 0 ? usual.maximumConnections() : connections.maximum(),
                connections.beforeLoginPerAddress(),
                connections.loginTimeout(),
                Math.toIntExact(connections.message()));
    }
}

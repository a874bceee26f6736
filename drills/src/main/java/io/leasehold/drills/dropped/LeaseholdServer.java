package io.leasehold.drills.dropped;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.Gateway;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.Secret;
import java.util.List;

/** Leasehold's gateway. */
final class LeaseholdServer implements SqlServer {

    private final Gateway gateway;

    LeaseholdServer(SqlDatabase database) throws Exception {
        GatewayConfig usual = GatewayConfig.defaults();
        gateway = Gateway.start(usual.withLogins(usual.logins().withNoAuth(true))
                .withBinary(usual.binary().withPort(0))
                .withHttp(usual.http().withEnabled(false))
                .withConsole(usual.console().withEnabled(false))
                .withBackends(List.of(BackendConfig.of("h2", database.url())
                        .withLogin(database.user(), Secret.value(database.password()))
                        .withPoolSize(CONNECTIONS))));
    }

    @Override
    public String name() {
        return "Leasehold";
    }

    @Override
    public List<String> settings() {
        return List.of("poolSize = " + CONNECTIONS, "sessions.onDisconnect = at once");
    }

    @Override
    public List<String> loggers() {
        return List.of("io.leasehold.session", "io.leasehold.gateway");
    }

    @Override
    public String url() {
        return "jdbc:hive2://127.0.0.1:" + gateway.binaryPort().orElseThrow() + "/default;auth=noSasl";
    }

    @Override
    public int sessions() {
        return gateway.sessions().sessions().size();
    }

    @Override
    public void close() {
        gateway.close();
    }
}

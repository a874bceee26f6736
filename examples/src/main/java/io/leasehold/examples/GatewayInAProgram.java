package io.leasehold.examples;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.Gateway;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A program that gives its database an endpoint for Hive's clients, beside whatever else it does. */
public final class GatewayInAProgram {

    private GatewayInAProgram() {}

    /** Serves a database over HTTP alone, to who is in the file of passwords. */
    public static Gateway serve(String jdbcUrl, String user, Path databasePassword, Path clients)
            throws SQLException, IOException {
        // tag::gateway[]
        GatewayConfig config = GatewayConfig.defaults();
        config = config.withBinary(config.binary().withEnabled(false))
                .withConsole(config.console().withPort(0))
                .withLogins(config.logins().withPasswordFile(clients))
                .withHttp(config.http().withPort(0).withAuthentication("password"))
                .withBackends(
                        List.of(BackendConfig.of("orders", jdbcUrl).withLogin(user, Secret.file(databasePassword))));
        return Gateway.start(config);
        // end::gateway[]
    }
}

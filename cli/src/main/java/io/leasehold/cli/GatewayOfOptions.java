package io.leasehold.cli;

import io.leasehold.InvalidConfigException;
import io.leasehold.drills.BadInputException;
import io.leasehold.drills.databases.DriverJars;
import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.Gateway;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.LoginConfig;
import io.leasehold.gateway.Secret;
import io.leasehold.gateway.sample.SampleDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/** Starts the gateway that the options describe; where they name no database, before a sample. Stateless. */
final class GatewayOfOptions implements GatewayStarter {

    private static final String PASSWORD = "password";

    @Override
    public RunningGateway start(ServeOptions options) throws Exception {
        options.driverJars.forEach(DriverJars::use);
        GatewayConfig config;
        try {
            config = config(options);
        } catch (InvalidConfigException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
        checkDrivers(config);
        SampleDatabase sample = config.backends().isEmpty() ? SampleDatabase.open() : null;
        boolean serves = false;
        try {
            Gateway gateway = start(sample == null ? config : config.withBackends(List.of(backend(sample))));
            serves = true;
            return new ServedGateway(gateway, config, sample);
        } finally {
            if (!serves && sample != null) {
                sample.close();
            }
        }
    }

    /** What keeps it from starting is something that the user can mend. */
    private static Gateway start(GatewayConfig config) {
        try {
            return Gateway.start(config);
        } catch (InvalidConfigException | IllegalStateException | IOException | SQLException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Before a pool says so of itself, in words for who writes a program. */
    private static void checkDrivers(GatewayConfig config) {
        for (BackendConfig backend : config.backends()) {
            if (backend.driverClassName().isEmpty() && !DriverJars.isTaken(backend.url())) {
                throw new BadInputException("backend " + backend.name()
                        + ": no driver that came along takes its URL: give the jar of its database's driver with"
                        + " --driver-jar FILE, or correct the URL.");
            }
        }
    }

    private static BackendConfig backend(SampleDatabase sample) {
        return BackendConfig.of("sample", sample.url())
                .withLogin(sample.user(), Secret.value(sample.password()))
                .asSample();
    }

    static GatewayConfig config(ServeOptions options) throws IOException {
        if (options.config != null) {
            return GatewayConfig.read(options.config);
        }
        GatewayConfig config = onFreePorts();
        config = config.withBinary(said("--port", options.port, config.binary()::withPort))
                .withHttp(said("--http-port", options.httpPort, config.http()::withPort))
                .withConsole(said("--console-port", options.consolePort, config.console()::withPort));
        LoginConfig logins = config.logins().withNoAuth(options.noAuth);
        if (options.passwordFile != null) {
            config = config.withLogins(logins.withPasswordFile(options.passwordFile))
                    .withBinary(config.binary().withAuthentication(PASSWORD))
                    .withHttp(config.http().withAuthentication(PASSWORD));
        } else {
            config = config.withLogins(logins);
        }
        return options.backend == null ? config : config.withBackends(List.of(backend(options, options.backend)));
    }

    /** What a setting refuses, said of the option that gave it. */
    private static <R> R said(String option, int port, IntFunction<R> with) {
        try {
            return with.apply(port);
        } catch (InvalidConfigException e) {
            throw new BadInputException(
                    option + " " + port + ": " + e.violations().get(0).allowed() + ".", e);
        }
    }

    /** Settings are valid at every step: a port that one listener is to have must not be another's before. */
    private static GatewayConfig onFreePorts() {
        GatewayConfig usual = GatewayConfig.defaults();
        return usual.withHttp(usual.http().withPort(0))
                .withConsole(usual.console().withPort(0))
                .withBinary(usual.binary().withPort(0));
    }

    private static BackendConfig backend(ServeOptions options, String url) throws IOException {
        String user = Objects.requireNonNull(options.user);
        String password =
                Passwords.of(options.password, "Password of " + user + " at the database", Passwords.OF_BACKEND);
        try {
            return BackendConfig.of("backend", url)
                    .withAllowSuperuser(options.allowSuperuser)
                    .withLogin(user, Secret.value(password));
        } catch (InvalidConfigException e) {
            throw new BadInputException("--backend: " + e.violations().get(0).allowed() + ".", e);
        }
    }
}

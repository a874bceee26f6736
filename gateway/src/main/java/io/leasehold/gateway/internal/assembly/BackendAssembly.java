package io.leasehold.gateway.internal.assembly;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.CredentialsConfig;
import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.SqlDialect;
import io.leasehold.gateway.internal.backend.BackendSettings;
import io.leasehold.gateway.internal.sql.ClientDialect;
import io.leasehold.jdbc.Credentials;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** From the settings of a backend to the backend's own. Stateless. */
final class BackendAssembly {

    private BackendAssembly() {}

    static BackendSettings settings(BackendConfig config) {
        Credentials login = Credentials.of(config.username(), config.password().get());
        BackendSettings usual = BackendSettings.of(config.name(), config.url(), login);
        return new BackendSettings(
                config.name(),
                config.url(),
                login,
                users(config.users()),
                config.poolSize(),
                config.openTimeout(),
                Optional.of(config.schema()).filter(schema -> !schema.isEmpty()),
                config.pinMode() == PinMode.AUTO ? usual.pinMode() : config.pinMode(),
                config.dialect() == SqlDialect.AUTO
                        ? usual.dialect()
                        : ClientDialect.valueOf(config.dialect().name()),
                config.statementTimeout(),
                config.allowSuperuser(),
                config.shareAcrossUsers(),
                config.allowedSettings(),
                config.statefulNames(),
                config.driverClassName(),
                config.initSettings());
    }

    private static Map<String, Credentials> users(Map<String, CredentialsConfig> users) {
        return users.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        user -> Credentials.of(
                                user.getValue().username(),
                                user.getValue().password().get())));
    }
}

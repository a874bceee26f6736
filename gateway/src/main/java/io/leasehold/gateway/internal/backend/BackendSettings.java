package io.leasehold.gateway.internal.backend;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.gateway.internal.sql.ClientDialect;
import io.leasehold.jdbc.Credentials;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A backend. Immutable; its text has no secret.
 *
 * @param name as clients name it in their url
 * @param jdbcUrl where it is, without a password
 * @param login as whom the gateway logs in
 * @param users as whom it logs in for a user on whose behalf a session acts, by that user's name
 * @param maximumPoolSize connections open at a time, 1 to 10,000, on MariaDB 2 or more: one of them is kept for cancelling; 10 by default
 * @param openTimeout for how long a statement that has its turn waits until its connection is open, 250 ms or more; 30 s by default
 * @param schema where sessions begin, or the login's own
 * @param pinMode when sessions keep a connection
 * @param dialect how a client's text is read unless the client says otherwise
 * @param statementTimeout how long a statement may take, zero for no limit
 * @param allowSuperuser whether the login may have rights beyond the database's own data
 * @param shareAcrossUsers whether a connection that was reset may serve another user
 * @param allowedSettings the names of settings that clients may set in the database itself
 * @param statefulNames further names whose use leaves something behind in a connection
 * @param driverClassName the driver's class, or empty where the url tells
 * @param initSettings settings of the database that every lease begins with, by name
 */
public record BackendSettings(
        String name,
        String jdbcUrl,
        Credentials login,
        Map<String, Credentials> users,
        int maximumPoolSize,
        Duration openTimeout,
        Optional<String> schema,
        PinMode pinMode,
        ClientDialect dialect,
        Duration statementTimeout,
        boolean allowSuperuser,
        boolean shareAcrossUsers,
        Set<String> allowedSettings,
        Set<String> statefulNames,
        String driverClassName,
        Map<String, String> initSettings) {

    public BackendSettings {
        users = Map.copyOf(users);
        allowedSettings = Set.copyOf(allowedSettings);
        statefulNames = Set.copyOf(statefulNames);
        initSettings = Map.copyOf(initSettings);
    }

    /** With every default: {@code auto} and {@code hive} for a database that is known, {@code session} and {@code native} for any other. */
    public static BackendSettings of(String name, String jdbcUrl, Credentials login) {
        boolean isKnown = BackendKind.of(jdbcUrl) != BackendKind.OTHER;
        return new BackendSettings(
                name,
                jdbcUrl,
                login,
                Map.of(),
                10,
                Duration.ofSeconds(30),
                Optional.empty(),
                isKnown ? PinMode.AUTO : PinMode.SESSION,
                isKnown ? ClientDialect.HIVE : ClientDialect.NATIVE,
                Duration.ZERO,
                false,
                true,
                Set.of(),
                Set.of(),
                "",
                Map.of());
    }

    public BackendSettings maximumPoolSize(int value) {
        return Records.with(this, "maximumPoolSize", value);
    }

    public BackendSettings users(Map<String, Credentials> value) {
        return Records.with(this, "users", value);
    }

    public BackendSettings schema(String value) {
        return Records.with(this, "schema", Optional.of(value));
    }

    public BackendSettings pinMode(PinMode value) {
        return Records.with(this, "pinMode", value);
    }

    public BackendSettings statementTimeout(Duration value) {
        return Records.with(this, "statementTimeout", value);
    }

    public BackendSettings allowSuperuser(boolean value) {
        return Records.with(this, "allowSuperuser", value);
    }

    public BackendSettings shareAcrossUsers(boolean value) {
        return Records.with(this, "shareAcrossUsers", value);
    }

    public BackendSettings allowedSettings(Set<String> value) {
        return Records.with(this, "allowedSettings", value);
    }

    public BackendSettings initSettings(Map<String, String> value) {
        return Records.with(this, "initSettings", value);
    }
}

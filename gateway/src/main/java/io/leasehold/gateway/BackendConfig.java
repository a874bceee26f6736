package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.BackendChecks;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.NotInFile;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.gateway.internal.settings.Usual;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A database that clients reach through the gateway. Immutable.
 *
 * @param name as clients name it in their url; must be given, a letter and then up to 62 letters, digits, dashes and underlines,
 *     and not {@code default}, which means the first backend
 * @param url the JDBC url; must be given, without a password in it
 * @param username as whom to log in; none by default, and it must be given where a gateway serves the backend: a database that
 *     knows no users takes any name
 * @param password that user's password; none by default
 * @param driverClassName the driver's class, where {@code DriverManager} does not find it by the url; none by default
 * @param poolSize how many connections there may be; 10 by default, 1 to 10000. On MariaDB and MySQL 2 or more: one is kept for
 *     cancels
 * @param openTimeout for how long a statement that has its turn waits for a connection; 30 s by default, 250 ms to 1 h
 * @param schema the schema (on MariaDB and MySQL: the database) that sessions begin in; none by default, which is the one that the
 *     connection begins in
 * @param pinMode when a session keeps a connection: {@code session}, {@code transaction} or {@code auto}; auto by default. On a
 *     backend other than H2, PostgreSQL, MariaDB and MySQL auto means session, and transaction is refused
 * @param dialect how clients' text is read: {@code auto}, {@code hive} or {@code native}; auto by default. On such another backend
 *     auto means native, and hive is refused
 * @param allowSuperuser whether the user may be one that can do everything at the backend; false by default, and then the gateway
 *     does not start with such a user
 * @param shareAcrossUsers whether a connection that one user had may be reset and given to another; true by default. On a backend other
 *     than PostgreSQL, MariaDB and MySQL, H2 included, nothing resets a connection in full, and it is never given to another user
 * @param initSettings settings of the backend, by name, that every connection gets, but for those that change how it reads text;
 *     none by default
 * @param allowedSettings names of settings of the backend that clients may set, but for those that change how it reads text; none by
 *     default
 * @param statefulNames names of functions and procedures that leave state in a connection: a statement that names one is handled as
 *     one that does; none by default
 * @param statementTimeout after how long a statement is cancelled here; 0 by default, 0 (as operations.statementTimeout says) or 1 s
 *     to 365 days
 * @param users as whom to log in on behalf of users for whom others act, by their names; none by default, and then nobody acts for
 *     another here
 * @param sample whether this is the sample database, which is served without authentication; false by default, and not in the file
 */
public record BackendConfig(
        String name,
        String url,
        @Usual("") String username,
        Secret password,
        @Usual("") String driverClassName,
        @Usual("10") @Allowed(least = "1", most = "10000") int poolSize,
        @Usual("30s") @Allowed(least = "250ms", most = "1h") Duration openTimeout,
        @Usual("") String schema,
        @Usual("auto") PinMode pinMode,
        @Usual("auto") SqlDialect dialect,
        @Usual("false") boolean allowSuperuser,
        @Usual("true") boolean shareAcrossUsers,
        Map<String, String> initSettings,
        Set<String> allowedSettings,
        Set<String> statefulNames,

        @Usual("0") @Allowed(least = "1s", most = "365d", zero = "as operations.statementTimeout says")
        Duration statementTimeout,

        Map<String, CredentialsConfig> users,
        @NotInFile @Usual("false") boolean sample) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public BackendConfig {
        Checks checks = Checks.of(
                BackendConfig.class,
                name,
                url,
                username,
                password,
                driverClassName,
                poolSize,
                openTimeout,
                schema,
                pinMode,
                dialect,
                allowSuperuser,
                shareAcrossUsers,
                initSettings,
                allowedSettings,
                statefulNames,
                statementTimeout,
                users,
                sample);
        BackendChecks.name(checks, name);
        BackendChecks.url(checks, url);
        BackendChecks.kind(checks, url, pinMode, dialect);
        BackendChecks.poolSize(checks, url, poolSize);
        BackendChecks.ownSettings(checks, url, "initSettings", initSettings.keySet());
        BackendChecks.ownSettings(checks, url, "allowedSettings", allowedSettings);
        BackendChecks.names(checks, "statefulNames", statefulNames);
        checks.done();
        initSettings = Records.inOrder(initSettings);
        allowedSettings = Records.inOrder(allowedSettings);
        statefulNames = Records.inOrder(statefulNames);
        users = Records.inOrder(users);
    }

    /**
     * A backend with what is usual for the rest.
     *
     * @throws io.leasehold.InvalidConfigException if name or url are not allowed
     */
    public static BackendConfig of(String name, String url) {
        return Records.usual(BackendConfig.class, Map.of("name", name, "url", url));
    }

    /** The same, logging in as this user. */
    public BackendConfig withLogin(String user, Secret secret) {
        return Records.with(Records.with(this, "username", user), "password", secret);
    }

    /** The same with another size of its pool. */
    public BackendConfig withPoolSize(int value) {
        return Records.with(this, "poolSize", value);
    }

    /** The same with sessions beginning in this schema. */
    public BackendConfig withSchema(String value) {
        return Records.with(this, "schema", value);
    }

    /** The same with another rule for keeping connections. */
    public BackendConfig withPinMode(PinMode value) {
        return Records.with(this, "pinMode", value);
    }

    /** The same with another way to read clients' text. */
    public BackendConfig withDialect(SqlDialect value) {
        return Records.with(this, "dialect", value);
    }

    /** The same with or without leave to log in as a superuser. */
    public BackendConfig withAllowSuperuser(boolean value) {
        return Records.with(this, "allowSuperuser", value);
    }

    /** The same as the sample, which is served without authentication. */
    public BackendConfig asSample() {
        return Records.with(this, "sample", true);
    }

    /** Without settings' values, which may be anything; secrets never show themselves. */
    @Override
    public String toString() {
        return "backend " + name;
    }
}

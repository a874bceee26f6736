package io.leasehold.cli;

import io.leasehold.drills.BadInputException;
import io.leasehold.drills.databases.Database;
import io.leasehold.drills.databases.JdbcAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database the drills run against. Filled by picocli. */
final class DatabaseOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "JDBC URL of the database; an H2 server of its own if left out. H2 (tcp), HSQLDB (hsql), PostgreSQL, "
                            + "MariaDB and MySQL are known; for any other, write {proxy} for host and port and give --proxy-target.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", description = "Who logs in.")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            echo = false,
            description = "That user's password; asked for if no value is given.")
    private @Nullable String password;

    @Option(
            names = "--driver-jar",
            paramLabel = "FILE",
            description = "The jar of the database's JDBC driver, if it did not come along.")
    private @Nullable Path driverJar;

    @Option(
            names = "--proxy-target",
            paramLabel = "HOST:PORT",
            description = "Where the proxy connects to, for a URL with {proxy} in it.")
    private @Nullable String proxyTarget;

    /** Whether the user named one. A password that was asked for and is empty is given as well. */
    boolean given() {
        if (url == null && (user != null || password != null || driverJar != null || proxyTarget != null)) {
            throw new BadInputException(
                    "--user, --password, --driver-jar and --proxy-target say how to reach the database of --url: give --url as well.");
        }
        return url != null;
    }

    /** Logs in once; only where {@link #given()}. */
    Database connect() {
        String text = url == null ? "" : url;
        JdbcAddress address = proxyTarget == null ? JdbcAddress.of(text) : JdbcAddress.of(text, proxyTarget);
        return Database.at(address, user == null ? "" : user, password == null ? "" : password, driverJar);
    }
}

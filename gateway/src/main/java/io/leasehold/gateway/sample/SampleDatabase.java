package io.leasehold.gateway.sample;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A small database in this JVM's memory, so that there is something to look at: a harbour with its ships, berths and stays. Opened
 * and closed by one thread; needs H2 on the class path.
 *
 * <p>Anybody on this machine may send it statements, so whoever logs in must be able to do no more than spoil the sample: the user is no
 * administrator and owns one schema. In H2 that keeps files, classes, other databases and settings out of reach. The administrator's
 * password is drawn at random and forgotten but for the end.
 */
public final class SampleDatabase implements AutoCloseable {

    private static final String ADMINISTRATOR = "ADMINISTRATOR";
    private static final String USER = "GUEST";
    private static final String SCHEMA = "HARBOUR";
    private static final String SCRIPT = "sample.sql";

    private final String name = "sample-" + UUID.randomUUID();
    private final String administratorsPassword = drawn();
    private final String password = drawn();

    private SampleDatabase() {}

    /** @throws SQLException if H2 is not there, or refuses it */
    public static SampleDatabase open() throws SQLException {
        SampleDatabase database = new SampleDatabase();
        // Without a delay of its close it would end with its last connection; it ends by close().
        try (Connection connection = database.asAdministrator(";DB_CLOSE_DELAY=-1");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER " + USER + " PASSWORD '" + database.password + "'");
            statement.execute("CREATE SCHEMA " + SCHEMA + " AUTHORIZATION " + USER);
        }
        database.fill();
        return database;
    }

    private void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), USER, password);
                Statement statement = connection.createStatement()) {
            for (String part : script().split(";\\s*\n")) {
                if (!part.isBlank()) {
                    statement.execute(part);
                }
            }
        }
    }

    private static String script() {
        try (InputStream in = SampleDatabase.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new FileNotFoundException(SCRIPT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("This program was packed without its sample database", e);
        }
    }

    private static String drawn() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private Connection asAdministrator(String settings) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:" + name + settings, ADMINISTRATOR, administratorsPassword);
    }

    /** Where it is; a connection begins in the sample's schema, and none begins another database after the end of this one. */
    public String url() {
        return "jdbc:h2:mem:" + name + ";IFEXISTS=TRUE;SCHEMA=" + SCHEMA;
    }

    /** Who may log in. */
    public String user() {
        return USER;
    }

    /** That user's password. */
    public String password() {
        return password;
    }

    /** The one schema that the user owns. */
    public String schema() {
        return SCHEMA;
    }

    /** Ends it, whoever is connected. */
    @Override
    public void close() throws SQLException {
        try (Connection connection = asAdministrator(";IFEXISTS=TRUE");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    @Override
    public String toString() {
        return "SampleDatabase[" + USER + " in " + SCHEMA + "]";
    }
}

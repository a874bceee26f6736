package io.leasehold.lab.chaos.rows;

import io.leasehold.jdbc.Credentials;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Row 11: the password is changed at the database, and all have to come in again, before the pool's supplier knows of it. The
 * pool asks the supplier at every open, and must not hammer the server meanwhile.
 */
final class NewPassword implements Mishap {
    private static final String NEW = "app-secret-2";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Whether the supplier knows the new one. */
    private volatile boolean known;

    /** Whether the database takes the new one, and no other. */
    private boolean changed;

    @Override
    public Credentials credentials(Field field) {
        return known ? Credentials.of(field.database().user(), NEW) : Mishap.super.credentials(field);
    }

    /** It is there once the first login is refused; whoever was in flight has lost its connection by then. */
    @Override
    public void strike(Field field) throws SQLException {
        long refused = field.trail().openFailures();
        change(field, field.database().password(), NEW);
        changed = true;
        field.proxy().reset();
        field.awaits(PATIENCE, () -> field.trail().openFailures() > refused);
    }

    @Override
    public void clear(Field field) {
        known = true;
    }

    /** Logins that the server refused. */
    @Override
    public long delivered(Field field) {
        return field.trail().openFailures();
    }

    @Override
    public boolean expects(Throwable error) {
        return Mishap.hasState(error, "28");
    }

    @Override
    public boolean failsOpens() {
        return true;
    }

    @Override
    public void tidy(Field field) throws SQLException {
        if (changed) {
            change(field, NEW, field.database().password());
        }
    }

    private static void change(Field field, String valid, String password) throws SQLException {
        String sql = switch (field.schedule().kind()) {
            case POSTGRESQL -> "ALTER ROLE app PASSWORD '" + password + "'";
            case MARIADB, CONNECTORJ -> "SET PASSWORD = PASSWORD('" + password + "')";
            case H2, HSQLDB -> "ALTER USER APP SET PASSWORD '" + password + "'";
        };
        try (Connection connection = DriverManager.getConnection(
                        field.database().jdbcUrl(), field.database().user(), valid);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package io.leasehold.drills.databases;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;

/** Turns a first connection that failed into one statement that names what to change. Stateless. */
final class ConnectFailure {

    /** Wrong user or password in H2, PostgreSQL, MySQL and MariaDB, HSQLDB, and the standard's class 28. */
    private static final Set<Integer> H2_NO_DATABASE = Set.of(90146, 90149, 90013);

    private ConnectFailure() {}

    static String explain(Database database, SQLException failure) {
        JdbcAddress address = database.address();
        String at = address.host() + ":" + address.port();
        String said = firstLine(failure);
        if (isLogin(failure)) {
            String who = database.user().isEmpty() ? "without a user" : "of user '" + database.user() + "'";
            return "The database at " + at + " refused the login " + who + ": "
                    + (database.user().isEmpty() ? "give" : "check") + " --user and --password. It said: " + said;
        }
        if (isUnknownDatabase(failure)) {
            return "There is no such database at " + at + ": check the name in --url "
                    + JdbcAddress.shown(address.url()) + ". It said: " + said;
        }
        if (caused(failure, UnknownHostException.class)) {
            return "The host '" + address.host() + "' is not known: check --url or --proxy-target.";
        }
        if (caused(failure, ConnectException.class)
                || caused(failure, NoRouteToHostException.class)
                || mentions(failure, "refused")) {
            return "Nothing answers at " + at + ": start the database, or check the host and port in --url.";
        }
        if (caused(failure, SocketTimeoutException.class)) {
            return "The database at " + at + " does not answer in time: check the host and port in --url.";
        }
        return "No connection to " + at + ": check --url " + JdbcAddress.shown(address.url()) + ". The driver said: "
                + said;
    }

    private static boolean isLogin(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        boolean hsqldb = failure.getClass().getSimpleName().contains("Invalid") && failure.getErrorCode() == -4001;
        boolean noPassword = "08004".equals(state) && mentions(failure, "no password was provided");
        return noPassword
                || state.startsWith("28")
                || failure.getErrorCode() == 1045
                || failure.getErrorCode() == -4001
                || hsqldb;
    }

    private static boolean isUnknownDatabase(SQLException failure) {
        return "3D000".equals(failure.getSQLState())
                || failure.getErrorCode() == 1049
                || H2_NO_DATABASE.contains(failure.getErrorCode())
                || mentions(failure, "database alias does not exist");
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (type.isInstance(link)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentions(Throwable failure, String words) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (String.valueOf(link.getMessage()).contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("nothing")
                .strip();
    }
}

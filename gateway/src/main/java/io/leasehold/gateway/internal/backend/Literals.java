package io.leasehold.gateway.internal.backend;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** Values of settings as literals. What cannot be one is refused. */
final class Literals {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private Literals() {}

    /** For a database that knows no backslashes: a number as it is, else a text with its quotes doubled. */
    static String quoted(String value) throws SQLException {
        refuseNul(value);
        return isNumber(value) ? value : "'" + value.replace("'", "''") + "'";
    }

    /** For a database that reads backslashes. */
    static String numberOrEscaped(String value) throws SQLException {
        refuseNul(value);
        return isNumber(value) ? value : "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static boolean isNumber(String value) {
        return NUMBER.matcher(value).matches();
    }

    private static void refuseNul(String value) throws SQLException {
        if (value.indexOf(0) >= 0) {
            throw new SQLException("a setting's value cannot have a NUL in it", "22021");
        }
    }
}

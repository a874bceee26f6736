package io.leasehold.jdbc.internal.errors;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which errors say that a server has become read-only. Pure functions. */
public final class ReadOnlyErrors {

    /** SQL standard: read-only SQL-transaction. Also what PostgreSQL says on a standby. */
    private static final String READ_ONLY_TRANSACTION = "25006";

    private static final int OPTION_PREVENTS_STATEMENT = 1290;
    private static final int READ_ONLY_MODE = 1836;
    private static final int READ_ONLY_TRANSACTION_OF_ITS_OWN = 1792;

    /**
     * "The MySQL server is running with the %s option so it cannot execute this statement", in whatever language: the option is
     * its first word with dashes before it. A driver may be told to repeat the statement behind the message, so that no
     * other word counts. MariaDB 12 adds the option's value.
     */
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--([A-Za-z][\\w-]*)");

    private static final Set<String> OPTIONS = Set.of("read-only", "super-read-only");

    private ReadOnlyErrors() {}

    /** Whether the error, or one that hangs on it, says so. */
    public static boolean in(Throwable error) {
        for (Throwable each : ErrorChain.of(error)) {
            if (saysItself(each)) {
                return true;
            }
        }
        return false;
    }

    /** Whether MySQL's 1290 may be about being read-only: it names an option of that kind, or none at all. */
    public static boolean isReadOnlyOption(SQLException error) {
        Matcher option = OPTION.matcher(String.valueOf(error.getMessage()));
        return !option.find()
                || OPTIONS.contains(option.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static boolean saysItself(Throwable error) {
        if (!(error instanceof SQLException sql)) {
            return false;
        }
        return switch (sql.getErrorCode()) {
            case OPTION_PREVENTS_STATEMENT -> isReadOnlyOption(sql);
            case READ_ONLY_MODE -> true;
            case READ_ONLY_TRANSACTION_OF_ITS_OWN -> false;
            default -> READ_ONLY_TRANSACTION.equals(sql.getSQLState());
        };
    }
}

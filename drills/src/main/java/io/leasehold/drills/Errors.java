package io.leasehold.drills;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Errors as reports show them and as judgements read them. Stateless. */
public final class Errors {

    private Errors() {}

    /** Type, SQLState and the message's first line, where drivers say what happened; causes are left out. */
    public static String line(Throwable error) {
        SQLException sql = sql(error);
        Throwable shown = sql == null ? error : sql;
        String state = sql == null || sql.getSQLState() == null ? "" : " [" + sql.getSQLState() + "]";
        return shown.getClass().getSimpleName() + state + ": " + firstLine(shown.getMessage());
    }

    /** As {@link #line}, but the first clause of the message alone. */
    public static String brief(Throwable error) {
        return line(error).split("; |, no lease")[0];
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).strip().lines().findFirst().orElse("").strip();
    }

    /** The messages of the error and of all its causes. */
    public static String everything(Throwable error) {
        StringBuilder text = new StringBuilder();
        for (Throwable link = error; link != null; link = link.getCause()) {
            text.append(link.getClass().getSimpleName())
                    .append(": ")
                    .append(link.getMessage())
                    .append('\n');
        }
        return text.toString();
    }

    /** The SQL exception that was thrown, found beneath what frameworks wrapped around it. */
    public static @Nullable SQLException sql(@Nullable Throwable error) {
        for (Throwable link = error; link != null; link = link.getCause()) {
            if (link instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** The error's SQLState, or an empty text. */
    public static String state(@Nullable Throwable error) {
        SQLException sql = sql(error);
        return sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    }
}

package io.leasehold.jdbc.internal.errors;

import io.leasehold.jdbc.internal.settings.Confidential;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What the pool's own texts tell of a driver's error: its class, SQLState and vendor code. Its message may repeat the statement and
 * the values bound to it, so that it is told only where nothing of the application's can have been sent: when connecting itself
 * failed. Safe for any thread.
 */
public final class ErrorText {

    /** The errors out of connecting, for as long as somebody keeps them. */
    private final Set<Throwable> ofConnecting =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Secrets unshown = new Secrets();
    private final boolean runsSql;

    /** @param confidential what the driver is given to connect with */
    public ErrorText(Confidential confidential) {
        confidential.unshown().forEach(unshown::add);
        this.runsSql = confidential.runsSql();
    }

    /** This error came out of connecting: no statement of a holder had been sent. */
    public void connecting(Throwable error) {
        ofConnecting.add(error);
    }

    /** What may be told of this error. */
    public String of(Throwable error) {
        if (error instanceof PoolSqlException) {
            return String.valueOf(error.getMessage());
        }
        boolean harmless = ofConnecting.contains(error) && (!runsSql || isRefusal(error));
        return harmless ? unshown.strike(firstLine(error.toString()) + behind(error)) : withoutMessage(error);
    }

    /**
     * What lies at the bottom of an error out of connecting, unless the error says it already: drivers keep to themselves
     * which host is not known and which port refuses. Where SQL ran, only what the network says is known to be harmless.
     */
    private String behind(Throwable error) {
        Throwable root = root(error);
        String message = root.getMessage();
        if (root == error || (message != null && firstLine(error.toString()).contains(message))) {
            return "";
        }
        boolean harmless = !runsSql || root instanceof IOException || root instanceof SQLException;
        return ", caused by "
                + (harmless ? firstLine(root.toString()) : root.getClass().getName());
    }

    /** Class, SQLState and vendor code; and the class of what lies at the bottom of it. */
    public static String withoutMessage(Throwable error) {
        StringBuilder text = new StringBuilder(error.getClass().getName());
        if (error instanceof SQLException sql) {
            text.append(" (SQLState ").append(sql.getSQLState());
            text.append(", vendor code ").append(sql.getErrorCode()).append(')');
        }
        Throwable root = root(error);
        if (root != error) {
            text.append(", caused by ").append(root.getClass().getName());
        }
        return text.toString();
    }

    /** SQL standard, classes 08 and 28: no connection, or none for this user; and no other error behind it, such as a statement's. */
    private static boolean isRefusal(Throwable error) {
        boolean refusal = error instanceof SQLException;
        for (Throwable each : ErrorChain.of(error)) {
            if (each instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                refusal &= state.startsWith("08") || state.startsWith("28");
            }
        }
        return refusal;
    }

    /** Drivers that quote a statement do so on lines of their own, as H2 does, and MariaDB's if told to. */
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.endsWith("; SQL statement:") ? line.substring(0, line.lastIndexOf(';')) : line;
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        for (int depth = 0; root.getCause() != null && depth < ErrorChain.LONGEST; depth++) {
            root = root.getCause();
        }
        return root;
    }
}

package io.leasehold.gateway.internal.backend;

import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of something that failed: an SQLState, a code and one text, and nothing of where in the gateway it
 * happened. Immutable.
 */
public final class ClientErrorException extends Exception {

    /** A time that was set has passed, as in {@code SQLTimeoutException}'s usual state. */
    public static final String OUT_OF_TIME = "HYT00";

    /** Something general; clients do nothing of their own about it. */
    public static final String GENERAL = "HY000";

    /** A limit of the gateway is reached: "the server rejected the connection". */
    public static final String LIMIT = "08004";

    /** A statement was cancelled. */
    public static final String CANCELLED = "HY008";

    private static final long serialVersionUID = 1L;

    private final String sqlState;
    private final int code;

    public ClientErrorException(String sqlState, @Nullable String message) {
        this(sqlState, 0, message, null);
    }

    private ClientErrorException(String sqlState, int code, @Nullable String message, @Nullable Throwable cause) {
        super(message == null ? "no reason was given" : message, cause);
        this.sqlState = sqlState;
        this.code = code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /**
     * What a client is told of a backend's error. States of class 08 become HY000, with the original in the text: to a client
     * they would speak of its own connection, and some run a statement again that fails so.
     */
    public static ClientErrorException of(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        String text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        if (isFull(state)) {
            return new ClientErrorException(OUT_OF_TIME, 0, text, error);
        }
        if (state.toUpperCase(Locale.ROOT).startsWith("08")) {
            return new ClientErrorException(GENERAL, error.getErrorCode(), text + " [backend: " + state + "]", error);
        }
        return new ClientErrorException(state.length() == 5 ? state : GENERAL, error.getErrorCode(), text, error);
    }

    /** The pool's own states for "all are in use" and "interrupted while waiting". */
    private static boolean isFull(String state) {
        return state.equals("08L01") || state.equals("08L02");
    }

    public String sqlState() {
        return sqlState;
    }

    /** The backend's own code, or 0. */
    public int code() {
        return code;
    }

    /** It is an answer to a client, made to be sent. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

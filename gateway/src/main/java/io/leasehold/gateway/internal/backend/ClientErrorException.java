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

    /** There is no memory for it: PostgreSQL's "out of memory". */
    public static final String NO_MEMORY = "53200";

    private static final long serialVersionUID = 1L;

    /** Of causes that are looked at: a chain may be a ring. */
    private static final int DEEPEST = 20;

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
        if (isOutOfMemory(error)) {
            return outOfMemory(error);
        }
        if (isTooMuchAtOnce(state, text)) {
            return new ClientErrorException(
                    NO_MEMORY,
                    0,
                    "its rows are too large: the driver was sent more at once than it may hold, which is a quarter of the"
                            + " gateway's heap, or maxResultBuffer in the backend's url: " + text,
                    error);
        }
        if (isFull(state)) {
            return new ClientErrorException(OUT_OF_TIME, 0, text, error);
        }
        if (state.toUpperCase(Locale.ROOT).startsWith("08")) {
            return new ClientErrorException(GENERAL, error.getErrorCode(), text + " [backend: " + state + "]", error);
        }
        return new ClientErrorException(state.length() == 5 ? state : GENERAL, error.getErrorCode(), text, error);
    }

    /** What a client is told whose statement found no memory, in the gateway or in a driver. */
    public static ClientErrorException outOfMemory(Throwable error) {
        return new ClientErrorException(
                NO_MEMORY,
                0,
                "the gateway's memory does not suffice for it: ask for fewer or smaller values, or give the gateway a larger heap",
                error);
    }

    /** Whether memory is what it failed for, in the gateway or in a driver that says so in its own words. */
    public static boolean isOutOfMemory(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** PostgreSQL's driver says so by a state that means the network; the name of its setting is in the text in every language. */
    private static boolean isTooMuchAtOnce(String state, String text) {
        return state.startsWith("08") && text.contains("maxResultBuffer");
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

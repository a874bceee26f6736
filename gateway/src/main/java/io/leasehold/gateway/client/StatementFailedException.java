package io.leasehold.gateway.client;

/** A statement was refused, failed or was cancelled, or the connection to the server broke. The message is the server's. */
public final class StatementFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    public StatementFailedException(String sqlState, String message) {
        super(message);
        this.sqlState = sqlState;
    }

    public StatementFailedException(String sqlState, String message, Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** As SQL's standard has it; empty if the server gave none. */
    public String sqlState() {
        return sqlState;
    }
}

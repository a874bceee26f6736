package io.leasehold.gateway.internal.sql;

/** A statement goes to no backend. The message is one sentence for the client; it has none of the statement's text in it. */
public final class RefusedStatementException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    private RefusedStatementException(String sqlState, String message) {
        super(message);
        this.sqlState = sqlState;
    }

    /** Five characters: 42601 for text that cannot be read, 22021 for characters, 42501 for what is denied, 54001 for too much. */
    public String sqlState() {
        return sqlState;
    }

    static RefusedStatementException syntax(String message) {
        return new RefusedStatementException("42601", message);
    }

    static RefusedStatementException character(String message) {
        return new RefusedStatementException("22021", message);
    }

    static RefusedStatementException denied(String message) {
        return new RefusedStatementException("42501", message);
    }

    static RefusedStatementException tooMuch(String message) {
        return new RefusedStatementException("54001", message);
    }
}

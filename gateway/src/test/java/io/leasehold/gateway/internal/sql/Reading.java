package io.leasehold.gateway.internal.sql;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Shorthand for tests of readers. */
final class Reading {

    private Reading() {}

    static ReadStatement hive(BackendKind backend, String text) {
        return read(StatementReaders.of(ClientDialect.HIVE, backend, SqlRules.DEFAULT), text);
    }

    static ReadStatement ofNative(BackendKind backend, String text) {
        return read(StatementReaders.of(ClientDialect.NATIVE, backend, SqlRules.DEFAULT), text);
    }

    static ReadStatement read(StatementReader reader, String text) {
        try {
            return reader.read(text);
        } catch (RefusedStatementException e) {
            throw new AssertionError("Refused (" + e.getMessage() + "): " + text, e);
        }
    }

    static RefusedStatementException refusal(ClientDialect dialect, BackendKind backend, String text) {
        return refusal(StatementReaders.of(dialect, backend, SqlRules.DEFAULT), text);
    }

    static RefusedStatementException refusal(StatementReader reader, String text) {
        RefusedStatementException refusal =
                catchThrowableOfType(RefusedStatementException.class, () -> reader.read(text));
        if (refusal == null) {
            throw new AssertionError("Not refused: " + text);
        }
        return refusal;
    }
}

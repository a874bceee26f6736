package io.leasehold.gateway.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a client means by a string is what the database reads, whatever is in it: compared on the real databases.
 * {@code -Dleasehold.fuzz.strings} is how many, of each backend and kind of client; {@code -Dleasehold.fuzz.seed} makes them again.
 */
class LiteralFuzzTest {

    private static final int STRINGS = Integer.getInteger("leasehold.fuzz.strings", 2_500);
    private static final long SEED = Long.getLong("leasehold.fuzz.seed", System.nanoTime());

    private Connection connection;

    @AfterEach
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
    void whatDriversEscapeComesBackAsHiveReadsIt(BackendKind backend) throws SQLException {
        assertNoFailure(backend, "drivers", FuzzClients.drivers(), hive(backend), true);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
    void whatIsWrittenByHandComesBackAsHiveReadsIt(BackendKind backend) throws SQLException {
        assertNoFailure(backend, "by hand", FuzzClients.byHand(), hive(backend), true);
    }

    /** MariaDB reads escapes in native text, so that values differ there; none may break out. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
    void nativeTextIsReadAlikeByTheReaderAndTheDatabase(BackendKind backend) throws SQLException {
        StatementReader reader = StatementReaders.of(ClientDialect.NATIVE, backend, SqlRules.DEFAULT);
        assertNoFailure(backend, "native", FuzzClients.standard(), reader, backend != BackendKind.MARIADB);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
    void aWriterThatForgetsOneEscapeIsFound(BackendKind backend) throws SQLException {
        connect(backend);
        Quoting wrong = new Quoting.Standard() {
            @Override
            public void string(StringBuilder sql, String value) throws RefusedStatementException {
                switch (backend) {
                    case H2 -> super.string(sql, value.replace("''", "'"));
                    case POSTGRESQL -> super.string(sql.append('E'), value);
                    default -> super.string(sql, value);
                }
            }
        };
        assertThat(failures(FuzzClients.drivers(), reader(backend, LexerRules.of(ClientDialect.HIVE, backend), wrong)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
    void aReaderThatTakesHivesTextForTheBackendsIsFound(BackendKind backend) throws SQLException {
        connect(backend);
        LexerRules doubling = LexerRules.of(ClientDialect.NATIVE, backend);
        assertThat(failures(FuzzClients.drivers(), reader(backend, doubling, Quoting.of(backend))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
    void aReaderThatPassesNativeTextUnreadIsFound(BackendKind backend) throws SQLException {
        connect(backend);
        StatementReader careless = text ->
                new ReadStatement(text, StatementClass.PLAIN, false, Rows.YES, new Command.None(), "SELECT", "");
        assertThat(failures(FuzzClients.standard(), careless)).isNotEmpty();
    }

    private void assertNoFailure(
            BackendKind backend, String clients, LiteralFuzz.Client client, StatementReader reader, boolean compares)
            throws SQLException {
        connect(backend);
        LiteralFuzz fuzz = new LiteralFuzz(connection, reader, SEED, compares);
        fuzz.run(client, STRINGS);
        System.out.printf(
                Locale.ROOT,
                "fuzz %s, %s: %,d strings, seed %d; accepted+refused: %s%n",
                backend,
                clients,
                STRINGS,
                SEED,
                fuzz.counts());
        assertThat(fuzz.failures()).as("seed %d", SEED).isEmpty();
    }

    private Iterable<String> failures(LiteralFuzz.Client client, StatementReader reader) {
        LiteralFuzz fuzz = new LiteralFuzz(connection, reader, SEED, true);
        fuzz.run(client, 2_000);
        return fuzz.failures();
    }

    private static StatementReader hive(BackendKind backend) {
        return StatementReaders.of(ClientDialect.HIVE, backend, SqlRules.DEFAULT);
    }

    private static StatementReader reader(BackendKind backend, LexerRules lexerRules, Quoting quoting) {
        return new TokenReader(
                backend, lexerRules, Optional.of(quoting), StatementReaders.table(backend), SqlRules.DEFAULT);
    }

    private void connect(BackendKind backend) throws SQLException {
        if (backend == BackendKind.H2) {
            connection = DriverManager.getConnection("jdbc:h2:mem:");
            return;
        }
        DatabaseKind kind = DatabaseKind.valueOf(backend.name());
        Assumptions.assumeTrue(kind.isAvailableHere(), () -> kind + " does not run here");
        connection = Databases.of(kind).connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    backend == BackendKind.MARIADB
                            ? "set sql_mode = 'STRICT_TRANS_TABLES'"
                            : "set standard_conforming_strings = on");
        }
    }
}

package io.leasehold.jdbc.internal.dialect;

import static io.leasehold.spi.Verdict.KEEP;
import static io.leasehold.spi.Verdict.RETIRE;
import static io.leasehold.spi.Verdict.RETIRE_AND_SUSPECT_SIBLINGS;
import static io.leasehold.spi.Verdict.RETIRE_ON_RETURN;

import io.leasehold.jdbc.internal.errors.ErrorTable;
import java.sql.Connection;
import java.sql.SQLException;

/** The databases of which little more than their errors is known here. Immutable. */
final class OtherDatabases {

    /**
     * H2's javadoc of org.h2.api.ErrorCode. 90067: connection broken; 90098 and 90121: the database is closed; 57014: cancelled; 50000:
     * "something unexpected occurs", for one where ABORT_SESSION meets a statement that begins; its siblings are as dead, and it calls itself valid
     * afterwards; HYT00 is a lock timeout, and harmless.
     */
    static final Dialect H2 = new Dialect(
            "H2",
            new ErrorTable()
                    .codes(RETIRE_AND_SUSPECT_SIBLINGS, 50000, 90067, 90098, 90121)
                    .codes(RETIRE_ON_RETURN, 57014)
                    .codes(KEEP, 50200));

    /** "HyperSQL User Guide", and org/hsqldb/resources/sql-state-messages.properties. 40502: a statement's timeout. */
    static final Dialect HSQLDB = new Dialect("HSQLDB", new ErrorTable().states(RETIRE_ON_RETURN, "40502")) {

        /** "HyperSQL User Guide", "System Functions": JDBC's getter asks for the isolation of the current transaction. */
        @Override
        public int isolationOfSession(Connection connection) throws SQLException {
            return IsolationNames.numberOf(Query.firstText(connection, "CALL SESSION_ISOLATION_LEVEL()"));
        }

        /** "HyperSQL User Guide", "Sessions and Transactions": in a transaction, a new isolation is that of those to come. */
        @Override
        public boolean asksForIsolationBySql() {
            return true;
        }
    };

    /**
     * "Oracle Database Error Messages", ORA-00000 and following; "Oracle Database JDBC Developer's Guide", "JDBC Error Messages" for
     * 17000 and following. 1013: cancelled; 16000: a standby answers; 1456: the application's own transaction is read-only; 18, 20,
     * 2391, 12516, 12518 to 12520: no room.
     */
    static final Dialect ORACLE =
            new Dialect(
                    "Oracle",
                    new ErrorTable()
                            .codes(
                                    RETIRE_AND_SUSPECT_SIBLINGS,
                                    1014,
                                    1033,
                                    1034,
                                    1035,
                                    1089,
                                    1090,
                                    1092,
                                    3113,
                                    3114,
                                    3135,
                                    12153,
                                    12537,
                                    12547,
                                    12570,
                                    12571,
                                    16000,
                                    17002,
                                    17410,
                                    25408,
                                    25409)
                            .codes(RETIRE, 28, 1012, 1041, 2396, 2399, 3106, 3111, 3137, 12592, 17008, 17401)
                            .codes(RETIRE_ON_RETURN, 1013)
                            .codes(KEEP, 1456)
                            .serverFull(18, 20, 2391, 12516, 12518, 12519, 12520)) {

                /** "Database SQL Language Reference": there is no BEGIN; with auto-commit on, nothing stays open. */
                @Override
                public boolean mayBeInTransaction(Connection connection) {
                    return false;
                }
            };

    /**
     * "SQL Server: Database Engine events and errors"; "Azure SQL: Troubleshoot connectivity issues". 596: this session is being ended;
     * 6005: the server goes down; 40197, 40613: it has moved; 3906: it has become read-only; HY008: cancelled or out of time. 10928,
     * 10929, 17809: no room.
     */
    static final Dialect SQL_SERVER =
            new Dialect(
                    "SQL Server",
                    new ErrorTable()
                            .codes(RETIRE_AND_SUSPECT_SIBLINGS, 3906, 6005, 10053, 10054, 10060, 40197, 40613)
                            .codes(RETIRE, 596)
                            .states(RETIRE_ON_RETURN, "HY008", "HYT00")
                            .serverFull(10928, 10929, 17809)) {

                /** "Transact-SQL Reference", ROLLBACK TRANSACTION: an error where no transaction is open. */
                @Override
                public void rollbackBySql(Connection connection) throws SQLException {
                    run(connection, "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION");
                }
            };

    /**
     * "Db2 for Linux, UNIX and Windows", "SQL messages" and "SQLSTATE messages"; "Error codes issued by the IBM Data Server Driver for
     * JDBC and SQLJ". -4499 and -30081: the network; -1224: the database is down; -1776: a standby answers; 57014: cancelled; -1040,
     * -1226: no room.
     */
    static final Dialect DB2 = new Dialect(
            "Db2",
            new ErrorTable()
                    .codes(RETIRE_AND_SUSPECT_SIBLINGS, -4499, -30081, -1224, -1776)
                    .codes(RETIRE, -900, -924, -1024)
                    .states(RETIRE_AND_SUSPECT_SIBLINGS, "55032", "58009")
                    .states(RETIRE_ON_RETURN, "57014")
                    .serverFull(-1040, -1226));

    /**
     * HiveServer2 and what speaks its protocol: Hive, Impala, Kyuubi, Leasehold's gateway. A session that its server has ended is known by
     * words alone; its siblings have been idle as long, or their server was started anew with it.
     */
    static final Dialect HIVE = new Dialect(
            "HiveServer2",
            new ErrorTable()
                    .texts(
                            RETIRE_AND_SUSPECT_SIBLINGS,
                            "Invalid SessionHandle",
                            "Invalid session id",
                            "Client session expired",
                            "Session is closed",
                            "Session has been closed"));

    /** JDBC and the SQL standard alone. */
    static final Dialect GENERIC = new Dialect("this database", new ErrorTable().serverFull("53300"));

    private OtherDatabases() {}
}

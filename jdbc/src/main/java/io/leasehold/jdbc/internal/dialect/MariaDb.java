package io.leasehold.jdbc.internal.dialect;

import static io.leasehold.spi.Verdict.KEEP;
import static io.leasehold.spi.Verdict.RETIRE;
import static io.leasehold.spi.Verdict.RETIRE_AND_SUSPECT_SIBLINGS;
import static io.leasehold.spi.Verdict.RETIRE_ON_RETURN;

import io.leasehold.jdbc.internal.errors.ErrorTable;
import io.leasehold.jdbc.internal.errors.ReadOnlyErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** MariaDB and MySQL, by MariaDB Connector/J or MySQL Connector/J. Stateless. */
final class MariaDb extends Dialect {

    /**
     * "MySQL 8.4 Error Message Reference", server and client errors, and MariaDB's "Error Code Reference". 1053, 1077 to 1079:
     * the server goes down; 2002, 2003, 2006, 2013, 2055: it is gone; 1290, if it is about being read-only, and 1836: it has become read-only; 1152, 1184, 1927, 3169,
     * 4031: it ended this session; 1317, 1969, 3024: cancelled or out of time; 1792: the application's own transaction is
     * read-only. 1040, 1203, 1226: too many connections.
     */
    private static final ErrorTable ERRORS = new ErrorTable()
            .codes(RETIRE_AND_SUSPECT_SIBLINGS, 1053, 1077, 1078, 1079, 2002, 2003, 2006, 2013, 2055, 1290, 1836)
            .onlyIf(1290, ReadOnlyErrors::isReadOnlyOption)
            .codes(RETIRE, 1152, 1153, 1184, 1927, 3169, 4031)
            .codes(RETIRE_ON_RETURN, 1317, 1969, 3024)
            .codes(KEEP, 1792)
            .serverFull(1040, 1203, 1226);

    private static final int IN_TRANSACTION = 1;
    private static final String USE_RESET = "useResetConnection";

    MariaDb() {
        super("MariaDB or MySQL", ERRORS);
    }

    /** MariaDB Connector/J knows: the server reports its status with each answer, where bit 0 says "in transaction". */
    @Override
    public boolean mayBeInTransaction(Connection connection) {
        Object context = Reflection.call(connection, "getContext");
        Object status = context == null ? null : Reflection.call(context, "getServerStatus");
        return !(status instanceof Integer bits) || (bits & IN_TRANSACTION) != 0;
    }

    /** MariaDB Connector/J resets the session only if it was opened with useResetConnection; MySQL's always does. */
    @Override
    public boolean resetsFully(Connection connection) {
        if (Reflection.has(connection, "resetServerState")) {
            return true;
        }
        Object context = Reflection.call(connection, "getContext");
        Object options = context == null ? null : Reflection.call(context, "getConf");
        return options != null && Boolean.TRUE.equals(Reflection.call(options, USE_RESET));
    }

    /** COM_RESET_CONNECTION or COM_CHANGE_USER, as the driver sees fit. */
    @Override
    public void resetFully(Connection connection) throws SQLException {
        if (Reflection.has(connection, "resetServerState")) {
            Reflection.callOrThrow(connection, "resetServerState");
        } else {
            Reflection.callOrThrow(connection, "reset");
        }
    }

    /** The server tells MariaDB Connector/J of each change; MySQL's driver does not see what SQL has set. */
    @Override
    public @Nullable String catalog(Connection connection) throws SQLException {
        return Reflection.has(connection, "getContext")
                ? connection.getCatalog()
                : Query.firstText(connection, "SELECT DATABASE()");
    }

    @Override
    public boolean fullResetKeepsCatalog() {
        return true;
    }

    @Override
    public void prepareFullReset(Properties properties) {
        properties.putIfAbsent(USE_RESET, "true");
    }

    /**
     * "MySQL 8.4 Reference Manual", server system variable read_only; MariaDB has the same, which from 12 on is no boolean but
     * a word, OFF where it may write.
     */
    @Override
    public boolean isWritable(Connection connection) throws SQLException {
        String readOnly = Query.firstText(connection, "SELECT @@global.read_only");
        return "0".equals(readOnly) || "OFF".equalsIgnoreCase(readOnly);
    }
}

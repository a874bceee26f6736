package io.leasehold.jdbc.internal.errors;

import static io.leasehold.spi.Verdict.KEEP;
import static io.leasehold.spi.Verdict.RETIRE;
import static io.leasehold.spi.Verdict.RETIRE_AND_SUSPECT_SIBLINGS;
import static io.leasehold.spi.Verdict.RETIRE_ON_RETURN;

import io.leasehold.spi.Verdict;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * What the states of the SQL standard and the types of Java mean, whatever the database: ISO/IEC 9075-2, "SQLSTATE class and
 * subclass values", class 08, connection exception; java.sql's javadoc of SQLRecoverableException ("the application must, at a
 * minimum, close the current connection and get a new connection"). Pure functions.
 */
final class StandardErrors {

    static final ErrorTable STATES = new ErrorTable()
            .states(RETIRE_AND_SUSPECT_SIBLINGS, "08")
            .states(RETIRE_ON_RETURN, "57014", "HY008", "70100")
            .states(KEEP, "0A");

    private StandardErrors() {}

    /** What the error itself means; null if nothing is known of it. */
    static @Nullable Verdict verdictOn(Throwable error) {
        if (error instanceof SQLException sql) {
            return ofSql(sql);
        }
        if (error instanceof IOException io) {
            return ofIo(io);
        }
        if (error instanceof LinkageError) {
            return KEEP;
        }
        return error instanceof Error ? RETIRE : ofRuntime(error);
    }

    private static @Nullable Verdict ofSql(SQLException error) {
        if (error instanceof SQLFeatureNotSupportedException) {
            return KEEP;
        }
        Verdict ofState = STATES.verdictOn(error);
        if (ofState != null) {
            return ofState;
        }
        if (error instanceof SQLTimeoutException) {
            return RETIRE_ON_RETURN;
        }
        boolean lost = error instanceof SQLRecoverableException
                || error instanceof SQLNonTransientConnectionException
                || error instanceof SQLTransientConnectionException;
        return lost ? RETIRE_AND_SUSPECT_SIBLINGS : null;
    }

    /** The network is everybody's; any other stream, such as one that the application passed in, concerns this exchange. */
    private static Verdict ofIo(IOException error) {
        if (error instanceof ClosedByInterruptException) {
            return RETIRE;
        }
        if (error instanceof SocketException
                || error instanceof SocketTimeoutException
                || error instanceof EOFException
                || error instanceof ClosedChannelException
                || error instanceof UnknownHostException
                || error.getClass().getName().startsWith("javax.net.ssl.")) {
            return RETIRE_AND_SUSPECT_SIBLINGS;
        }
        return error instanceof InterruptedIOException ? RETIRE : RETIRE_ON_RETURN;
    }

    /** A refused argument is refused before anything is sent; anything else may have torn the exchange. */
    private static @Nullable Verdict ofRuntime(Throwable error) {
        boolean torn = error instanceof RuntimeException
                && !(error instanceof IllegalArgumentException)
                && !(error instanceof UnsupportedOperationException);
        return torn ? RETIRE_ON_RETURN : null;
    }
}

package io.leasehold.jdbc.internal.errors;

import io.leasehold.spi.OpenRefusal;
import java.sql.SQLException;

/**
 * What a failed open means by the states of the standard: class 28 is an invalid authorization, 08001 a connection the client could not
 * establish (ISO/IEC 9075-2, SQLSTATE). Pure functions.
 */
public final class OpenRefusals {

    private OpenRefusals() {}

    /** What the failure and its causes tell, where the server is not known to be full. */
    public static OpenRefusal of(Throwable failure) {
        for (Throwable cause : ErrorChain.of(failure)) {
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (state != null && state.startsWith("28")) {
                return OpenRefusal.LOGIN_REFUSED;
            }
            if ("08001".equals(state)) {
                return OpenRefusal.UNREACHABLE;
            }
        }
        return OpenRefusal.of(failure);
    }
}

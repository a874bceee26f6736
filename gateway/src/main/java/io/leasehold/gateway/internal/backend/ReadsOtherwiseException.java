package io.leasehold.gateway.internal.backend;

import java.sql.SQLException;

/** A connection that would read text otherwise than the gateway writes it. */
final class ReadsOtherwiseException extends SQLException {

    private static final long serialVersionUID = 1L;

    ReadsOtherwiseException(String message) {
        super(message, ClientErrorException.GENERAL);
    }
}

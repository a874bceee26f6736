package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.wire.ClientGoneException;
import io.leasehold.session.NoSuchSessionException;
import io.leasehold.session.SessionEndedException;
import io.leasehold.session.SessionException;
import io.leasehold.session.SessionRefusedException;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a call says of itself. Never a stack trace. */
final class Statuses {

    private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);

    /** Connection does not exist: pools of clients let go of it by this state. */
    private static final String NO_SESSION = "08003";

    private Statuses() {}

    static TStatus success() {
        return new TStatus(TStatusCode.SUCCESS_STATUS);
    }

    static TStatus of(Throwable error) {
        if (error instanceof ClientErrorException told) {
            return error(TStatusCode.ERROR_STATUS, told.sqlState(), told.code(), told.getMessage());
        }
        if (error instanceof UnknownHandleException) {
            return error(TStatusCode.INVALID_HANDLE_STATUS, NO_SESSION, 0, error.getMessage());
        }
        if (error instanceof SessionException refused) {
            return of(refused);
        }
        if (error instanceof IllegalArgumentException) {
            return error(TStatusCode.ERROR_STATUS, ClientErrorException.GENERAL, 0, error.getMessage());
        }
        if (error instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return error(TStatusCode.ERROR_STATUS, ClientErrorException.GENERAL, 0, "the gateway is being stopped");
        }
        if (error instanceof OutOfMemoryError) {
            LOG.warn("a call failed, as there was no memory for it: {}", error.toString());
            return of(ClientErrorException.outOfMemory(error));
        }
        LOG.error("a call failed in the gateway", error);
        return error(
                TStatusCode.ERROR_STATUS,
                ClientErrorException.GENERAL,
                0,
                "the gateway failed: " + error.getClass().getSimpleName());
    }

    /** Nobody reads it. */
    static TStatus gone(ClientGoneException gone) {
        return error(TStatusCode.ERROR_STATUS, ClientErrorException.GENERAL, 0, gone.getMessage());
    }

    private static TStatus of(SessionException refused) {
        if (refused instanceof NoSuchSessionException || refused instanceof SessionEndedException) {
            return of(UnknownHandleException.of(refused));
        }
        boolean isLimit = refused instanceof SessionRefusedException one
                && one.refusal() != SessionRefusedException.Refusal.DETACHED;
        String state = isLimit ? ClientErrorException.LIMIT : ClientErrorException.GENERAL;
        return error(TStatusCode.ERROR_STATUS, state, 0, refused.getMessage());
    }

    private static TStatus error(TStatusCode code, String sqlState, int errorCode, @Nullable String message) {
        TStatus status = new TStatus(code);
        status.setSqlState(sqlState);
        status.setErrorCode(errorCode);
        status.setErrorMessage(message);
        return status;
    }
}

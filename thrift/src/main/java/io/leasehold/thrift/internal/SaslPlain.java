package io.leasehold.thrift.internal;

import io.leasehold.thrift.PlainCredentials;
import io.leasehold.thrift.ThriftEndpoint;
import io.leasehold.thrift.TransportWrapper;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.apache.thrift.transport.TSaslClientTransport;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/** Logs in by SASL PLAIN. Safe for any thread if its supplier is. */
final class SaslPlain implements TransportWrapper {

    /** The server did not let the user in, or speaks no SASL. */
    static final class RefusedException extends TTransportException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message, TTransportException cause) {
            super(NOT_OPEN, message, cause);
        }
    }

    private final Supplier<PlainCredentials> credentials;

    SaslPlain(Supplier<PlainCredentials> credentials) {
        this.credentials = credentials;
    }

    @Override
    public TTransport wrap(TTransport socket, ThriftEndpoint endpoint) throws Exception {
        PlainCredentials login = credentials.get();
        TSaslClientTransport sasl = new TSaslClientTransport(
                "PLAIN", null, "thrift", endpoint.host(), Map.of(), callbacks -> answer(callbacks, login), socket);
        try {
            sasl.open();
        } catch (TTransportException e) {
            throw new RefusedException(
                    "user '" + login.username() + "' could not log in to " + endpoint + " by SASL PLAIN: "
                            + e.getMessage(),
                    e);
        }
        return sasl;
    }

    private static void answer(Callback[] callbacks, PlainCredentials login)
            throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(login.username());
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(login.password().toCharArray());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}

package io.leasehold.thrift;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Map;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import javax.security.sasl.SaslServerFactory;

/** The server's side of SASL PLAIN, which the JDK lacks: lets in whose password is {@code secret}. */
final class PlainSaslServer implements SaslServer {

    static final String PASSWORD = "secret";

    private boolean complete;
    private String user = "";

    /** To be registered with the JDK while a test runs. */
    static final class PlainProvider extends Provider {
        private static final long serialVersionUID = 1L;

        PlainProvider() {
            super("leasehold-tests", "1", "SASL PLAIN for servers");
            put("SaslServerFactory.PLAIN", Factory.class.getName());
        }
    }

    /** Made by the JDK. */
    public static final class Factory implements SaslServerFactory {
        @Override
        public SaslServer createSaslServer(
                String mechanism,
                String protocol,
                String server,
                Map<String, ?> properties,
                CallbackHandler callbacks) {
            return new PlainSaslServer();
        }

        @Override
        public String[] getMechanismNames(Map<String, ?> properties) {
            return new String[] {"PLAIN"};
        }
    }

    @Override
    public byte[] evaluateResponse(byte[] response) throws SaslException {
        String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
        if (parts.length != 3 || !parts[2].equals(PASSWORD)) {
            throw new SaslException("wrong password for " + parts[1]);
        }
        user = parts[1];
        complete = true;
        return new byte[0];
    }

    @Override
    public String getMechanismName() {
        return "PLAIN";
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public String getAuthorizationID() {
        return user;
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) {
        throw new IllegalStateException("PLAIN wraps nothing");
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) {
        throw new IllegalStateException("PLAIN wraps nothing");
    }

    @Override
    public Object getNegotiatedProperty(String name) {
        return Sasl.QOP.equals(name) ? "auth" : null;
    }

    @Override
    public void dispose() {}
}

package io.leasehold.session;

import io.leasehold.session.internal.SessionId;

/**
 * What a client presents to use its session: the session's id, which may be shown, and its secret, which may not. Each is 16
 * bytes from a SecureRandom; what a client presents may be anything. Immutable; has no equality, which would not take constant
 * time.
 */
public final class SessionToken {

    private final byte[] id;
    private final byte[] secret;

    private SessionToken(byte[] id, byte[] secret) {
        this.id = id;
        this.secret = secret;
    }

    /** The token of these bytes, of any length. */
    public static SessionToken of(byte[] id, byte[] secret) {
        return new SessionToken(id.clone(), secret.clone());
    }

    public byte[] id() {
        return id.clone();
    }

    public byte[] secret() {
        return secret.clone();
    }

    /** Tells the id alone. */
    @Override
    public String toString() {
        SessionId known = SessionId.of(id);
        return known == null ? "a token that is none" : "token of session " + known;
    }
}

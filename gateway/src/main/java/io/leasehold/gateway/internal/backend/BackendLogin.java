package io.leasehold.gateway.internal.backend;

import io.leasehold.jdbc.Credentials;
import io.leasehold.jdbc.CredentialsSupplier;

/**
 * As whom connections of one pool log in, and for whom they are kept. Two that are equal share their connections: equal are those
 * with the same credentials object and the same owner. Immutable; its text has no secret.
 *
 * @param owner whose they are alone, or empty where anybody may have them after a full reset
 */
record BackendLogin(Credentials credentials, String owner) implements CredentialsSupplier {

    @Override
    public Credentials get() {
        return credentials;
    }

    /** How logs and snapshots call the pool. */
    String name() {
        return owner.isEmpty() ? credentials.username() : credentials.username() + " for " + owner;
    }

    @Override
    public String toString() {
        return name();
    }
}

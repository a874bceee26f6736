package io.leasehold.gateway.internal.backend;

/**
 * For whom a connection works. Immutable.
 *
 * @param principal the authenticated user of the session
 * @param actingAs the user on whose behalf it acts: the principal itself, if nobody else
 */
public record Identity(String principal, String actingAs) {

    public boolean actsForAnother() {
        return !principal.equals(actingAs);
    }
}

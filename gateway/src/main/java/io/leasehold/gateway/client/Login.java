package io.leasehold.gateway.client;

/**
 * Who logs in. Immutable.
 *
 * @param user the name
 * @param password what proves it; empty where the server asks for none
 */
public record Login(String user, String password) {

    @Override
    public String toString() {
        return "Login[user=" + user + "]";
    }
}

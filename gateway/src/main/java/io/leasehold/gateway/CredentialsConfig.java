package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Checks;

/**
 * As whom connections to a backend log in on behalf of one user. Immutable.
 *
 * @param username the backend's user; must be given, not blank
 * @param password that user's password; none by default
 */
public record CredentialsConfig(String username, Secret password) {

    /**
     * @throws io.leasehold.InvalidConfigException if the user is blank
     */
    public CredentialsConfig {
        Checks.of(CredentialsConfig.class, username, password)
                .text("username", username)
                .done();
    }
}

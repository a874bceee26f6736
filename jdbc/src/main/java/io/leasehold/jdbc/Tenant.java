package io.leasehold.jdbc;

import io.leasehold.Endpoint;
import io.leasehold.jdbc.internal.open.TenantAddress;
import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.jdbc.internal.settings.SafeUrl;
import io.leasehold.jdbc.internal.settings.Settings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose connections these are: url, user, and what proves that user, so that nobody who knows another password is lent a connection that
 * was opened with the right one. Immutable; its text has no secret.
 */
record Tenant(
        String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable CredentialsSupplier supplier) {

    Tenant {
        Objects.requireNonNull(url, "url");
    }

    /** These settings with the tenant's url and credentials. */
    Draft in(Draft shared) {
        Draft own = new Draft(shared);
        own.set(Settings.JDBC_URL, url);
        own.set(Settings.CREDENTIALS, supplier);
        if (supplier == null) {
            own.set(Settings.USERNAME, username);
            own.set(Settings.PASSWORD, password);
        }
        return own;
    }

    Endpoint endpoint() {
        return Endpoint.of(new TenantAddress(url), username);
    }

    boolean isIdentity(@Nullable String user, @Nullable String secret) {
        return supplier == null && Objects.equals(username, user) && Objects.equals(password, secret);
    }

    @Override
    public String toString() {
        return (username == null ? "" : username + "@") + SafeUrl.of(url);
    }
}

package io.leasehold.gateway.internal.auth;

import io.leasehold.gateway.spi.Authenticator;

/** The accounts that an {@link Authenticator} knows. Safe for any number of threads. */
final class AuthenticatorAccounts implements Accounts {

    private final Authenticator authenticator;

    AuthenticatorAccounts(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public Account of(String user) {
        return new Account() {

            @Override
            public String version() {
                return authenticator.name();
            }

            @Override
            public boolean isKnown() {
                return true;
            }

            @Override
            public boolean isRight(char[] password, String address) throws Exception {
                return authenticator.isRight(user, password, address);
            }
        };
    }
}

package io.leasehold.gateway.internal.assembly;

import io.leasehold.gateway.internal.auth.LoginRefusedException;
import io.leasehold.gateway.internal.auth.Logins;
import java.util.Optional;

/** Stands where a listener asks for no login, and would let nobody in, were it asked. */
enum Nobody implements Logins {
    LOGINS;

    @Override
    public void verify(String user, String password, String address) throws LoginRefusedException {
        throw new LoginRefusedException("nobody logs in here");
    }

    @Override
    public String remember(String user) {
        return "";
    }

    @Override
    public Optional<String> remembered(String cookie) {
        return Optional.empty();
    }
}

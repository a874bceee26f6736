package io.leasehold.gateway.internal.wire;

import io.leasehold.gateway.internal.auth.LoginRefusedException;
import io.leasehold.gateway.internal.auth.Logins;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows ann, whose password is "secret", and zoë, whose password is beyond ASCII; can be made to take as long as a test likes. */
final class FakeLogins implements Logins {

    static final String USER = "ann";
    static final String PASSWORD = "secret";
    static final String USER_BEYOND_ASCII = "zoë";
    static final String PASSWORD_BEYOND_ASCII = "pässwörd";
    static final String REFUSED = "Wrong user or password.";

    private static final Map<String, String> KNOWN = Map.of(USER, PASSWORD, USER_BEYOND_ASCII, PASSWORD_BEYOND_ASCII);

    final AtomicInteger verifying = new AtomicInteger();
    volatile CountDownLatch slow = new CountDownLatch(0);

    @Override
    public void verify(String user, String password, String address) throws LoginRefusedException {
        verifying.incrementAndGet();
        try {
            if (!slow.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the verifier was never let go");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (!KNOWN.getOrDefault(user, "").equals(password) || password.isEmpty()) {
            throw new LoginRefusedException(REFUSED);
        }
    }

    @Override
    public String remember(String user) {
        return "remembered-" + user;
    }

    @Override
    public Optional<String> remembered(String cookie) {
        return cookie.startsWith("remembered-")
                ? Optional.of(cookie.substring("remembered-".length()))
                : Optional.empty();
    }
}

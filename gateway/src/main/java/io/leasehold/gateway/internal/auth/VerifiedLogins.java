package io.leasehold.gateway.internal.auth;

import io.leasehold.gateway.LoginConfig;
import io.leasehold.gateway.internal.auth.Accounts.Account;
import io.leasehold.spi.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies passwords, and remembers those that were right. Safe for any number of threads.
 *
 * <p>The order of the steps is what makes each bound hold. First the address must have a try left: also a password that is remembered
 * is asked for only then, or who guesses could try as many as they like against the memory. Then the memory, which knows seals and no
 * passwords. Then the line for the verifier, which lets few in at once, since hashing is made to be slow. The account is looked at
 * once, and what is remembered is remembered of that version of it: a password that was changed or withdrawn meanwhile is
 * remembered of nobody.
 *
 * <p>A cookie ends when the memory of the login that it stands for does, and is given for no other: a client that is known by its
 * cookie gets no longer life by asking for another. It ends with the account's version, too.
 */
final class VerifiedLogins implements Logins {

    private static final Logger AUDIT = LoggerFactory.getLogger("io.leasehold.gateway.audit");
    private static final String WRONG = "the login was refused: user or password is wrong";
    private static final String TOO_MANY =
            "the login was refused: too many have failed from this address; try again in a minute";
    private static final String UNKNOWN = "the login was refused: it cannot be verified now; try again later";
    private static final int LONGEST = 1_024;
    private static final int RADIX = 36;

    private final Accounts accounts;
    private final Seal seal;
    private final Throttle throttle;
    private final Remembered memory;
    private final Semaphore verifier;

    VerifiedLogins(Accounts accounts, Seal seal, LoginConfig config, Ticker ticker) {
        this.accounts = accounts;
        this.seal = seal;
        this.throttle = new Throttle(config.failuresPerMinute(), ticker);
        this.memory = new Remembered(config.rememberFor(), ticker);
        this.verifier = new Semaphore(atOnce(config), true);
    }

    private static int atOnce(LoginConfig config) {
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return config.verificationsAtOnce() > 0 ? config.verificationsAtOnce() : half;
    }

    @Override
    public void verify(String user, String password, String address) throws LoginRefusedException {
        Throttle.Try attempt = begin(address);
        boolean failed = false;
        try {
            Account account = accounts.of(user);
            if (!account.outage().isEmpty()) {
                // Nobody's fault but the operator's: it counts against no address.
                AUDIT.warn("a login from {} was refused: {}", OneLine.of(address), account.outage());
                throw new LoginRefusedException(UNKNOWN);
            }
            String login = seal.of("login", user, password, account.version());
            if (memory.end(login).isPresent()) {
                return;
            }
            failed = !isRight(account, user, password, address);
            if (failed) {
                AUDIT.warn(
                        "login of {} from {} failed",
                        account.isKnown() ? "'" + OneLine.of(user) + "'" : "an unknown user",
                        OneLine.of(address));
                throw new LoginRefusedException(WRONG);
            }
            memory.add(login);
            memory.add(verified(user, account));
        } finally {
            if (attempt.end(failed)) {
                AUDIT.warn("all logins from {} are refused for up to a minute", OneLine.of(address));
            }
        }
    }

    private Throttle.Try begin(String address) throws LoginRefusedException {
        try {
            return throttle.begin(address).orElseThrow(() -> new LoginRefusedException(TOO_MANY));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoginRefusedException(UNKNOWN);
        }
    }

    private boolean isRight(Account account, String user, String password, String address)
            throws LoginRefusedException {
        char[] letters = password.toCharArray();
        try {
            verifier.acquire();
            try {
                boolean right = account.isRight(letters, address);
                return right && !user.isEmpty() && user.length() <= LONGEST && password.length() <= LONGEST;
            } finally {
                verifier.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoginRefusedException(UNKNOWN);
        } catch (Exception e) {
            // Its text may repeat the password.
            AUDIT.error(
                    "a login from {} could not be verified: {}",
                    OneLine.of(address),
                    e.getClass().getName());
            throw new LoginRefusedException(UNKNOWN);
        } finally {
            Pbkdf2.wipe(letters);
        }
    }

    private String verified(String user, Account account) {
        return seal.of("verified", user, account.version());
    }

    @Override
    public String remember(String user) {
        Account account = accounts.of(user);
        OptionalLong end = memory.end(verified(user, account));
        return cookie(user, account, Long.toString(end.orElse(memory.now()), RADIX));
    }

    @Override
    public Optional<String> remembered(String cookie) {
        String[] parts = cookie.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9a-z]{1,12}")) {
            return Optional.empty();
        }
        String user;
        try {
            user = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String genuine = cookie(user, accounts.of(user), parts[1]);
        boolean is = MessageDigest.isEqual(
                genuine.getBytes(StandardCharsets.UTF_8), cookie.getBytes(StandardCharsets.UTF_8));
        return is && Long.parseLong(parts[1], RADIX) > memory.now() ? Optional.of(user) : Optional.empty();
    }

    private String cookie(String user, Account account, String end) {
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return name + "." + end + "." + seal.of("cookie", user, end, account.version());
    }
}

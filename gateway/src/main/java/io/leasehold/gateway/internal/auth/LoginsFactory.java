package io.leasehold.gateway.internal.auth;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.LoginConfig;
import io.leasehold.gateway.spi.Authenticator;
import io.leasehold.spi.Ticker;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes what verifies the logins of listeners; those that ask for the same get the same, so that what fails at one counts at the
 * other. For one thread.
 */
public final class LoginsFactory {

    private static final String NONE = "none";
    private static final String PASSWORD = "password";

    private final LoginConfig config;
    private final Ticker ticker;
    private final Collection<Authenticator> installed;
    private final Map<String, Logins> made = new HashMap<>();

    public LoginsFactory(LoginConfig config, Ticker ticker) {
        this(
                config,
                ticker,
                ServiceLoader.load(Authenticator.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    LoginsFactory(LoginConfig config, Ticker ticker, Collection<Authenticator> installed) {
        this.config = config;
        this.ticker = ticker;
        this.installed = installed;
    }

    /**
     * What verifies the logins of a listener; empty where it asks for none.
     *
     * @param authentication the listener's setting
     * @throws InvalidConfigException if the password file is not as it must be, or nothing of that name is installed
     */
    public Optional<Logins> logins(String authentication) {
        return authentication.equals(NONE)
                ? Optional.empty()
                : Optional.of(made.computeIfAbsent(authentication, this::make));
    }

    private Logins make(String authentication) {
        Seal seal = new Seal(new SecureRandom());
        return new VerifiedLogins(accounts(authentication, seal), seal, config, ticker);
    }

    private Accounts accounts(String authentication, Seal seal) {
        if (!authentication.equals(PASSWORD)) {
            return new AuthenticatorAccounts(installed(authentication));
        }
        Path file =
                config.passwordFile().orElseThrow(() -> refused("logins.passwordFile", "not given", "must be given"));
        return new FileAccounts(PasswordFile.open(file, PasswordHashes.installed()), seal);
    }

    private Authenticator installed(String name) {
        return installed.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refused("authentication", name, "must be one of " + names()));
    }

    private String names() {
        TreeSet<String> names =
                installed.stream().map(Authenticator::name).collect(Collectors.toCollection(TreeSet::new));
        return NONE + ", " + PASSWORD + (names.isEmpty() ? "" : ", " + String.join(", ", names));
    }

    private static InvalidConfigException refused(String setting, String value, String allowed) {
        return new InvalidConfigException("gateway logins", List.of(new Violation(setting, value, allowed)));
    }
}

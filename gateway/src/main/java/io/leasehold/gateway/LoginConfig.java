package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.gateway.internal.settings.Usual;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How logins are verified, and who may act on another's behalf. Immutable.
 *
 * @param passwordFile the file of users and the hashes of their passwords, as {@code leasehold passwd} writes it; must be given
 *     where a listener's authentication is {@code password}, none by default
 * @param noAuth whether backends other than the sample may be used without authentication, by listeners on loopback alone; false
 *     by default
 * @param verificationsAtOnce how many passwords are verified at a time, the others wait; 0 by default, 0 (half the processors)
 *     or 1 to 1000
 * @param failuresPerMinute how many logins may fail from one address within a minute before all are refused that come from there;
 *     10 by default, 1 to 10000
 * @param rememberFor for how long a login is remembered once it was verified; 300 s by default, 0 (not at all) or 1 s to 1 h
 * @param proxies who may act on behalf of whom; nobody by default
 */
public record LoginConfig(
        Optional<Path> passwordFile,
        @Usual("false") boolean noAuth,

        @Usual("0") @Allowed(least = "1", most = "1000", zero = "half the processors")
        int verificationsAtOnce,

        @Usual("10") @Allowed(least = "1", most = "10000") int failuresPerMinute,

        @Usual("5m") @Allowed(least = "1s", most = "1h", zero = "not at all")
        Duration rememberFor,

        List<ProxyRule> proxies) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public LoginConfig {
        Checks.of(LoginConfig.class, passwordFile, noAuth, verificationsAtOnce, failuresPerMinute, rememberFor, proxies)
                .done();
        proxies = List.copyOf(proxies);
    }

    /** The same with a password file. */
    public LoginConfig withPasswordFile(Path value) {
        return Records.with(this, "passwordFile", Optional.of(value));
    }

    /** The same with or without leave to do without authentication on loopback. */
    public LoginConfig withNoAuth(boolean value) {
        return Records.with(this, "noAuth", value);
    }
}

package io.leasehold.gateway.internal.assembly;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.TlsConfig;
import io.leasehold.gateway.internal.auth.LoginsFactory;
import io.leasehold.gateway.internal.wire.TlsContext;
import io.leasehold.spi.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What settings name outside of themselves: files of passwords, certificates and keys, and who verifies logins. Looked at before
 * anything is opened, so that all that is wrong with them is told at once. For one thread.
 */
final class Preflight {

    private final List<Violation> violations = new ArrayList<>();

    private Preflight() {}

    /** @throws InvalidConfigException naming all that cannot be used */
    static void check(GatewayConfig config) {
        Preflight preflight = new Preflight();
        LoginsFactory logins = new LoginsFactory(config.logins(), Ticker.system());
        if (config.binary().enabled()) {
            preflight.logins("binary", logins, config.binary().authentication());
            preflight.tls("binary", config.binary().tls());
        }
        if (config.http().enabled()) {
            preflight.logins("http", logins, config.http().authentication());
            preflight.tls("http", config.http().tls());
        }
        if (config.console().enabled()) {
            preflight.tls("console", config.console().tls());
        }
        if (!preflight.violations.isEmpty()) {
            throw new InvalidConfigException(
                    "gateway settings", preflight.violations.stream().distinct().toList());
        }
    }

    private void tls(String listener, Optional<TlsConfig> config) {
        config.map(ListenerAssembly::files)
                .ifPresent(files -> violations.addAll(TlsContext.violations(files, listener + ".tls")));
    }

    private void logins(String listener, LoginsFactory logins, String authentication) {
        try {
            logins.logins(authentication);
        } catch (InvalidConfigException e) {
            for (Violation one : e.violations()) {
                boolean isNamed = one.setting().contains(".");
                violations.add(
                        isNamed ? one : new Violation(listener + "." + one.setting(), one.value(), one.allowed()));
            }
        }
    }
}

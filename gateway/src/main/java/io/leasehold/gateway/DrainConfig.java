package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Usual;
import java.time.Duration;

/**
 * How a gateway stops. Immutable.
 *
 * @param grace for how long it still takes connections after it has said that it is not ready, so that what spreads the load over
 *     several gateways sees it; 0 by default, 0 (not at all) or 1 s to 1 h
 * @param deadline after how long what still runs is cancelled; 30 s by default, 0 (at once) or 1 s to 24 h
 */
public record DrainConfig(
        @Usual("0") @Allowed(least = "1s", most = "1h", zero = "not at all")
        Duration grace,

        @Usual("30s") @Allowed(least = "1s", most = "24h", zero = "at once")
        Duration deadline) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public DrainConfig {
        Checks.of(DrainConfig.class, grace, deadline).done();
    }
}

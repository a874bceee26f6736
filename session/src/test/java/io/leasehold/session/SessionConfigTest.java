package io.leasehold.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Settings are refused, never repaired. */
class SessionConfigTest {

    private static InvalidConfigException refused(UnaryOperator<SessionRegistryBuilder> change) {
        return catchThrowableOfType(
                InvalidConfigException.class,
                () -> change.apply(SessionRegistry.named("r")).config());
    }

    @Test
    void everyViolationIsToldAtOnceWithWhatIsAllowed() {
        Duration negative = Duration.ofSeconds(-1);
        InvalidConfigException refused = refused(settings -> settings.onDisconnect(OnDisconnect.endAfter(negative))
                .idleTimeout(Duration.ofMillis(999))
                .maxLife(Duration.ofDays(366))
                .quietHolding(Duration.ZERO)
                .quiet(Duration.ofDays(2))
                .yieldAfter(negative)
                .closeTimeout(Duration.ofMillis(9))
                .maximumSessions(-1)
                .maximumPerUser(1_000_001)
                .maximumPerAddress(-1)
                .maximumPerUserAndAddress(-1)
                .maximumDetachedPerUser(-1));
        assertThat(refused.violations())
                .extracting(Violation::toString)
                .containsExactly(
                        "onDisconnect = after -1 s: must be at once, after up to 365 days, or never",
                        "idleTimeout = 999 ms: must be 0 (off) or 1 s to 365 days",
                        "maxLife = 366 days: must be 0 (off) or 1 s to 365 days",
                        "quietHolding = 0: must be 1 s to 24 h",
                        "quiet = 2 days: must be 1 s to 24 h",
                        "yieldAfter = -1 s: must be 0 to 1 h",
                        "closeTimeout = 9 ms: must be 10 ms to 1 h",
                        "maximumSessions = -1: must be 0 (unlimited) or 1 to 1000000",
                        "maximumPerUser = 1000001: must be 0 (unlimited) or 1 to 1000000",
                        "maximumPerAddress = -1: must be 0 (unlimited) or 1 to 1000000",
                        "maximumPerUserAndAddress = -1: must be 0 (unlimited) or 1 to 1000000",
                        "maximumDetachedPerUser = -1: must be 0 (unlimited) or 1 to 1000000");
    }

    @Test
    void toKeepSessionsWithoutAConnectionRequiresTheIdleTimer() {
        InvalidConfigException refused =
                refused(settings -> settings.onDisconnect(OnDisconnect.keep()).idleTimeout(Duration.ZERO));
        assertThat(refused.violations())
                .extracting(Violation::toString)
                .containsExactly("onDisconnect = never: requires idleTimeout, or a session whose client is gone is kept"
                        + " for ever");
    }

    @Test
    void aRegistryHasAName() {
        assertThatThrownBy(() -> SessionRegistry.named(" ").build()).isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void whatIsLeftOutIsAsThePageSays() {
        SessionConfig config = SessionRegistry.named("r").config();
        assertThat(config)
                .isEqualTo(new SessionConfig(
                        "r",
                        OnDisconnect.endAtOnce(),
                        Duration.ofHours(1),
                        Duration.ZERO,
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        0,
                        0,
                        0,
                        0,
                        10));
    }
}

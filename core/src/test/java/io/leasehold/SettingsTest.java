package io.leasehold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is set is what holds, setting by setting; and what holds where nothing is set. */
class SettingsTest {

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static PoolBuilder<Object> pool() {
        return Pool.of(Object::new);
    }

    private static PoolGroupBuilder<String, Object> group() {
        return PoolGroup.of(key -> new Object());
    }

    private static SharedPoolBuilder<String, Object> shared() {
        return SharedPool.of(key -> new Object());
    }

    @Test
    void ofAPoolEachSettingHoldsAsItWasSet() {
        PoolConfig config = pool().name("set")
                .minimumSize(2)
                .maximumSize(9)
                .maximumOpening(3)
                .maximumWaiting(4)
                .acquireTimeout(seconds(5))
                .openTimeout(seconds(6))
                .checkTimeout(seconds(7))
                .closeTimeout(seconds(8))
                .resetTimeout(seconds(9))
                .aliveBypass(seconds(10))
                .idleTimeout(seconds(11))
                .maximumLifetime(seconds(13))
                .keepaliveTime(seconds(12))
                .leaseReportAfter(seconds(14))
                .leaseTerm(seconds(15))
                .abandonedAfter(seconds(16))
                .initializationFailTimeout(seconds(17))
                .siteSampling(32)
                .registerMbeans(true)
                .config();
        assertThat(config)
                .isEqualTo(new PoolConfig(
                        "set",
                        2,
                        9,
                        3,
                        4,
                        seconds(5),
                        seconds(6),
                        seconds(7),
                        seconds(8),
                        seconds(9),
                        seconds(10),
                        seconds(11),
                        seconds(13),
                        seconds(12),
                        seconds(14),
                        seconds(15),
                        seconds(16),
                        seconds(17),
                        32,
                        true));
    }

    @Test
    void ofAGroupEachSettingHoldsAsItWasSetAndWhatIsAPoolsHoldsForEachEndpoint() {
        PoolGroupConfig config = group().name("set")
                .minimumPerEndpoint(2)
                .maximumPerEndpoint(9)
                .maximumSize(18)
                .failFast(seconds(19))
                .failFastLongest(seconds(20))
                .forgetAfter(seconds(21))
                .maximumOpening(3)
                .maximumWaiting(4)
                .acquireTimeout(seconds(5))
                .openTimeout(seconds(6))
                .checkTimeout(seconds(7))
                .closeTimeout(seconds(8))
                .resetTimeout(seconds(9))
                .aliveBypass(seconds(10))
                .idleTimeout(seconds(11))
                .maximumLifetime(seconds(13))
                .keepaliveTime(seconds(12))
                .leaseReportAfter(seconds(14))
                .leaseTerm(seconds(15))
                .abandonedAfter(seconds(16))
                .siteSampling(32)
                .registerMbeans(true)
                .config();
        PoolConfig each = new PoolConfig(
                "set",
                2,
                9,
                3,
                4,
                seconds(5),
                seconds(6),
                seconds(7),
                seconds(8),
                seconds(9),
                seconds(10),
                seconds(11),
                seconds(13),
                seconds(12),
                seconds(14),
                seconds(15),
                seconds(16),
                Duration.ofMillis(-1),
                32,
                true);
        assertThat(config).isEqualTo(new PoolGroupConfig(each, 18, seconds(19), seconds(20), seconds(21)));
        assertThat(config.name()).isEqualTo("set");
    }

    @Test
    void ofASharedPoolEachSettingHoldsAsItWasSet() {
        SharedPoolConfig config = shared().name("set")
                .maximumResources(5)
                .width(3)
                .spread(Spread.LEAST_LEASED)
                .grace(seconds(4))
                .acquireTimeout(seconds(5))
                .openTimeout(seconds(6))
                .checkTimeout(seconds(7))
                .closeTimeout(seconds(8))
                .checkInterval(seconds(9))
                .failFast(seconds(10))
                .shareReportAfter(seconds(11))
                .shareTerm(seconds(12))
                .abandonedAfter(seconds(13))
                .reclaimAbandoned(true)
                .siteSampling(32)
                .registerMbeans(true)
                .config();
        assertThat(config)
                .isEqualTo(new SharedPoolConfig(
                        "set",
                        5,
                        3,
                        Spread.LEAST_LEASED,
                        seconds(4),
                        seconds(5),
                        seconds(6),
                        seconds(7),
                        seconds(8),
                        seconds(9),
                        seconds(10),
                        seconds(11),
                        seconds(12),
                        seconds(13),
                        true,
                        32,
                        true));
    }

    @Test
    void whatHasNoNameGetsOneOfItsOwn() {
        String pool = pool().config().name();
        String group = group().config().name();
        String shared = shared().maximumResources(1).config().name();
        assertThat(pool).matches("pool-\\d+").isNotEqualTo(pool().config().name());
        assertThat(group).matches("group-\\d+").isNotEqualTo(group().config().name());
        assertThat(shared)
                .matches("shared-pool-\\d+")
                .isNotEqualTo(shared().maximumResources(1).config().name());
    }

    @Test
    void unlessItIsSetAsManyOpenAtATimeAsMayBeOpenAndNoMoreThanEight() {
        assertThat(pool().maximumSize(20).config().maximumOpening()).isEqualTo(8);
        assertThat(pool().maximumSize(3).config().maximumOpening()).isEqualTo(3);
        assertThat(group().maximumPerEndpoint(20).config().each().maximumOpening())
                .isEqualTo(8);
        assertThat(group().maximumPerEndpoint(3).config().each().maximumOpening())
                .isEqualTo(3);
    }

    @Test
    void settingsUnderAnotherNameOrOfAnotherSizeAreElseTheSame() {
        PoolBuilder<Object> settings =
                pool().name("one").minimumSize(2).maximumSize(6).maximumOpening(4);
        PoolConfig config = settings.config();
        assertThat(config.named("other")).isEqualTo(settings.name("other").config());
        assertThat(config.resized(1, 5))
                .isEqualTo(settings.name("one").minimumSize(1).maximumSize(5).config());
        assertThat(config.resized(1, 3))
                .as("no more open at a time than may be open")
                .isEqualTo(settings.maximumSize(3).maximumOpening(3).config());
        InvalidConfigException refused = catchThrowableOfType(InvalidConfigException.class, () -> config.resized(0, 0));
        assertThat(refused.violations())
                .extracting(InvalidConfigException.Violation::setting)
                .as("only what was asked for")
                .containsExactly("maximumSize");
    }

    @Test
    void whatIsWrongWithAGroupIsCalledAsItIsThere() {
        InvalidConfigException refused = catchThrowableOfType(
                InvalidConfigException.class,
                () -> group().name("wrong")
                        .minimumPerEndpoint(4)
                        .maximumPerEndpoint(3)
                        .maximumSize(2)
                        .openTimeout(Duration.ZERO)
                        .config());
        assertThat(refused.violations())
                .extracting(InvalidConfigException.Violation::toString)
                .containsExactly(
                        "minimumPerEndpoint = 4: must be 0 to maximumPerEndpoint (3)",
                        "openTimeout = 0: must be 1 ms to 1 h",
                        "maximumSize = 2: must be 3 to 100000");
        assertThat(refused).hasMessageStartingWith("group 'wrong': settings refused:\n  - minimumPerEndpoint");
    }

    @Test
    void whereOnlyTheGroupsOwnSettingsAreWrongTheyAreRefusedAsWell() {
        InvalidConfigException refused = catchThrowableOfType(
                InvalidConfigException.class, () -> group().maximumSize(0).config());
        assertThat(refused.violations())
                .extracting(InvalidConfigException.Violation::setting)
                .isEqualTo(List.of("maximumSize"));
    }
}

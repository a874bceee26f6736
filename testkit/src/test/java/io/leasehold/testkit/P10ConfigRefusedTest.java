package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.InvalidConfigException;
import io.leasehold.Pool;
import io.leasehold.PoolBuilder;
import io.leasehold.PoolConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class P10ConfigRefusedTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private record Wrong(String setting, Consumer<PoolBuilder<ScriptedResource>> set) {

        @Override
        public String toString() {
            return setting;
        }
    }

    static List<Wrong> outOfRange() {
        Duration tooLong = Duration.ofSeconds(Long.MAX_VALUE);
        return List.of(
                new Wrong("name", settings -> settings.name("  ")),
                new Wrong("maximumSize", settings -> settings.maximumSize(0).maximumOpening(1)),
                new Wrong("maximumSize", settings -> settings.maximumSize(10_001)),
                new Wrong("minimumSize", settings -> settings.minimumSize(-1)),
                new Wrong("minimumSize", settings -> settings.maximumSize(3).minimumSize(4)),
                new Wrong("maximumOpening", settings -> settings.maximumOpening(0)),
                new Wrong("maximumOpening", settings -> settings.maximumSize(3).maximumOpening(4)),
                new Wrong("maximumWaiting", settings -> settings.maximumWaiting(-1)),
                new Wrong("acquireTimeout", settings -> settings.acquireTimeout(Duration.ofNanos(-1))),
                new Wrong("acquireTimeout", settings -> settings.acquireTimeout(tooLong)),
                new Wrong("openTimeout", settings -> settings.openTimeout(Duration.ZERO)),
                new Wrong("openTimeout", settings -> settings.openTimeout(tooLong)),
                new Wrong("checkTimeout", settings -> settings.checkTimeout(Duration.ZERO)),
                new Wrong("closeTimeout", settings -> settings.closeTimeout(Duration.ofHours(2))),
                new Wrong("resetTimeout", settings -> settings.resetTimeout(Duration.ZERO)),
                new Wrong("aliveBypass", settings -> settings.aliveBypass(Duration.ofMillis(-1))),
                new Wrong("idleTimeout", settings -> settings.idleTimeout(Duration.ofMillis(99))),
                new Wrong(
                        "maximumLifetime",
                        settings -> settings.keepaliveTime(Duration.ZERO).maximumLifetime(Duration.ofMillis(999))),
                new Wrong("maximumLifetime", settings -> settings.maximumLifetime(tooLong)),
                new Wrong("keepaliveTime", settings -> settings.keepaliveTime(Duration.ofMillis(99))),
                new Wrong("keepaliveTime", settings -> settings.keepaliveTime(Duration.ofHours(1))),
                new Wrong("leaseReportAfter", settings -> settings.leaseReportAfter(Duration.ofMillis(-5))),
                new Wrong("leaseTerm", settings -> settings.leaseTerm(Duration.ofMillis(99))),
                new Wrong("abandonedAfter", settings -> settings.abandonedAfter(Duration.ofMillis(99))),
                new Wrong("initializationFailTimeout", settings -> settings.initializationFailTimeout(tooLong)),
                new Wrong("siteSampling", settings -> settings.siteSampling(3)),
                new Wrong("siteSampling", settings -> settings.siteSampling(-1)));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void whatIsOutOfRangeIsRefusedByItsNameWithWhatIsAllowed(Wrong wrong) {
        PoolBuilder<ScriptedResource> settings = Pool.of(stage.factory);
        wrong.set.accept(settings);
        InvalidConfigException refused = catchThrowableOfType(InvalidConfigException.class, settings::config);
        assertThat(refused.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.setting()).isEqualTo(wrong.setting);
            assertThat(violation.allowed()).contains("must");
            assertThat(refused).hasMessageContaining(violation.setting()).hasMessageContaining(violation.allowed());
        });
    }

    @Test
    void allViolationsAreToldAtOnce() {
        InvalidConfigException refused = catchThrowableOfType(
                InvalidConfigException.class,
                () -> Pool.of(stage.factory)
                        .name("orders")
                        .maximumSize(0)
                        .maximumOpening(1)
                        .openTimeout(Duration.ZERO)
                        .siteSampling(7)
                        .build());
        assertThat(refused).hasMessageContaining("pool 'orders'");
        assertThat(refused.violations())
                .extracting(InvalidConfigException.Violation::setting)
                .containsExactly("maximumSize", "openTimeout", "siteSampling");
        assertThat(stage.factory.opens().calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0",
        "PT-0.000000001S, -1 ns",
        "PT-0.005S, -5 ms",
        "PT0.5S, 500 ms",
        "PT1S, 1 s",
        "PT1.5S, 1.5 s",
        "PT2M, 120 s",
        "PT24H, 24 h",
        "P365D, 365 days",
        "P-2D, -2 days",
        "PT86400.5S, 86400 s"
    })
    void aDurationIsToldInOneWording(Duration value, String words) {
        assertThat(InvalidConfigException.words(value)).isEqualTo(words);
    }

    @Test
    void whatContradictsAnotherSettingIsRefusedNamingBoth() {
        assertThatThrownBy(() -> Pool.of(stage.factory)
                        .keepaliveTime(Duration.ofMinutes(5))
                        .maximumLifetime(Duration.ofMinutes(5))
                        .config())
                .hasMessageContaining("keepaliveTime")
                .hasMessageContaining("maximumLifetime");
    }

    @Test
    void nothingThatWasSetIsChanged() {
        PoolConfig config = Pool.of(stage.factory)
                .name("odd")
                .minimumSize(3)
                .maximumSize(3)
                .maximumOpening(2)
                .maximumWaiting(0)
                .acquireTimeout(Duration.ZERO)
                .openTimeout(Duration.ofMillis(1))
                .aliveBypass(Duration.ZERO)
                .idleTimeout(Duration.ofMillis(100))
                .maximumLifetime(Duration.ofSeconds(1))
                .keepaliveTime(Duration.ofMillis(100))
                .leaseTerm(Duration.ofMillis(100))
                .initializationFailTimeout(Duration.ofDays(-999))
                .siteSampling(1)
                .config();
        assertThat(config.minimumSize()).isEqualTo(3);
        assertThat(config.maximumOpening()).isEqualTo(2);
        assertThat(config.maximumWaiting()).isZero();
        assertThat(config.acquireTimeout()).isZero();
        assertThat(config.openTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(config.idleTimeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.keepaliveTime()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.leaseTerm()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.initializationFailTimeout()).isEqualTo(Duration.ofDays(-999));
    }

    @Test
    void aWrongResizeIsRefusedAndChangesNothing() {
        Pool<ScriptedResource> pool = stage.pool(4);
        assertThatThrownBy(() -> pool.resize(5, 2)).isInstanceOf(InvalidConfigException.class);
        assertThatThrownBy(() -> pool.resize(0, 0)).isInstanceOf(InvalidConfigException.class);
        assertThat(pool.snapshot().maximum()).isEqualTo(4);
    }
}

package io.leasehold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bounds of each setting that is a length of time: both are allowed, what is just beyond is refused, and the refusal says which
 * they are. Those of numbers are in {@link SizesTest}.
 */
class RangesTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration YEAR = Duration.ofDays(365);

    /** Settings of one kind of pool, of which one is changed. */
    interface Change<T> {

        Object with(T value);
    }

    /** A length of time that may be from one bound to the other. */
    private record Length(String setting, Duration least, Duration most, String allowed, Change<Duration> change) {

        @Override
        public String toString() {
            return setting;
        }
    }

    private static Length ofPool(
            String setting,
            Duration least,
            Duration most,
            String allowed,
            BiFunction<PoolBuilder<Object>, Duration, PoolBuilder<Object>> set) {
        return new Length(
                setting,
                least,
                most,
                allowed,
                value -> set.apply(Pool.of(Object::new).maximumLifetime(Duration.ZERO), value)
                        .config());
    }

    private static Length ofShared(
            String setting,
            Duration least,
            Duration most,
            String allowed,
            BiFunction<SharedPoolBuilder<String, Object>, Duration, SharedPoolBuilder<String, Object>> set) {
        return new Length(
                setting,
                least,
                most,
                allowed,
                value -> set.apply(shared(), value).config());
    }

    private static Length ofGroup(
            String setting,
            Duration least,
            Duration most,
            String allowed,
            BiFunction<PoolGroupBuilder<String, Object>, Duration, PoolGroupBuilder<String, Object>> set) {
        return new Length(
                setting,
                least,
                most,
                allowed,
                value -> set.apply(group(), value).config());
    }

    static PoolGroupBuilder<String, Object> group() {
        PoolGroupBuilder<String, Object> group = PoolGroup.of(key -> new Object());
        return group.failFast(Duration.ZERO);
    }

    static SharedPoolBuilder<String, Object> shared() {
        SharedPoolBuilder<String, Object> shared = SharedPool.of(key -> new Object());
        return shared.maximumResources(100);
    }

    static List<Length> lengths() {
        String timeout = "must be 1 ms to 1 h";
        String offOrTenth = "must be 0 (off) or 100 ms to 365 days";
        return List.of(
                ofPool("acquireTimeout", Duration.ZERO, DAY, "must be 0 to 24 h", PoolBuilder::acquireTimeout),
                ofPool("openTimeout", MOMENT, HOUR, timeout, PoolBuilder::openTimeout),
                ofPool("checkTimeout", MOMENT, HOUR, timeout, PoolBuilder::checkTimeout),
                ofPool("closeTimeout", MOMENT, HOUR, timeout, PoolBuilder::closeTimeout),
                ofPool("resetTimeout", MOMENT, HOUR, timeout, PoolBuilder::resetTimeout),
                ofPool("aliveBypass", Duration.ZERO, DAY, "must be 0 to 24 h", PoolBuilder::aliveBypass),
                ofPool("idleTimeout", LEAST, YEAR, offOrTenth, PoolBuilder::idleTimeout),
                ofPool(
                        "maximumLifetime",
                        SECOND,
                        YEAR,
                        "must be 0 (off) or 1 s to 365 days",
                        (settings, value) ->
                                settings.keepaliveTime(Duration.ZERO).maximumLifetime(value)),
                ofPool("keepaliveTime", LEAST, YEAR, offOrTenth, PoolBuilder::keepaliveTime),
                ofPool("leaseReportAfter", LEAST, YEAR, offOrTenth, PoolBuilder::leaseReportAfter),
                ofPool("leaseTerm", LEAST, YEAR, offOrTenth, PoolBuilder::leaseTerm),
                ofPool("abandonedAfter", LEAST, YEAR, offOrTenth, PoolBuilder::abandonedAfter),
                ofShared("grace", Duration.ZERO, YEAR, "must be 0 to 365 days", SharedPoolBuilder::grace),
                ofShared("acquireTimeout", Duration.ZERO, DAY, "must be 0 to 24 h", SharedPoolBuilder::acquireTimeout),
                ofShared("openTimeout", MOMENT, HOUR, timeout, SharedPoolBuilder::openTimeout),
                ofShared("checkTimeout", MOMENT, HOUR, timeout, SharedPoolBuilder::checkTimeout),
                ofShared("closeTimeout", MOMENT, HOUR, timeout, SharedPoolBuilder::closeTimeout),
                ofShared("checkInterval", LEAST, YEAR, offOrTenth, SharedPoolBuilder::checkInterval),
                ofShared("failFast", Duration.ZERO, HOUR, "must be 0 to 1 h", SharedPoolBuilder::failFast),
                ofShared("shareReportAfter", LEAST, YEAR, offOrTenth, SharedPoolBuilder::shareReportAfter),
                ofShared("shareTerm", LEAST, YEAR, offOrTenth, SharedPoolBuilder::shareTerm),
                ofShared("abandonedAfter", LEAST, YEAR, offOrTenth, SharedPoolBuilder::abandonedAfter),
                ofGroup(
                        "failFast",
                        LEAST,
                        HOUR,
                        "must be 0 (off) or 100 ms to 1 h",
                        (settings, value) -> settings.failFastLongest(HOUR).failFast(value)),
                ofGroup("failFastLongest", Duration.ZERO, HOUR, "must be 0 to 1 h", PoolGroupBuilder::failFastLongest),
                ofGroup(
                        "failFastLongest",
                        SECOND,
                        HOUR,
                        "must be 1 s to 1 h",
                        (settings, value) -> settings.failFast(SECOND).failFastLongest(value)),
                ofGroup("forgetAfter", LEAST, DAY, "must be 0 (off) or 100 ms to 24 h", PoolGroupBuilder::forgetAfter));
    }

    /** That these settings are refused for this one alone. */
    static void isRefused(String setting, String value, String allowed, Runnable settings) {
        InvalidConfigException refused = catchThrowableOfType(InvalidConfigException.class, settings::run);
        assertThat(refused).as("%s = %s", setting, value).isNotNull();
        assertThat(refused.violations()).containsExactly(new InvalidConfigException.Violation(setting, value, allowed));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void aLengthOfTimeMayBeAsShortAndAsLongAsItSays(Length length) {
        for (Duration allowed : List.of(length.least, length.most)) {
            assertThatCode(() -> length.change.with(allowed)).doesNotThrowAnyException();
        }
        Function<Duration, String> words = InvalidConfigException::words;
        for (Duration beyond : List.of(length.least.minusNanos(1), length.most.plusNanos(1))) {
            isRefused(length.setting, words.apply(beyond), length.allowed, () -> length.change.with(beyond));
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void zeroIsAllowedWhereThatSwitchesOff(Length length) {
        boolean mayBeOff = length.allowed.contains("0 (off)") || length.least.isZero();
        if (mayBeOff) {
            assertThatCode(() -> length.change.with(Duration.ZERO)).doesNotThrowAnyException();
        } else {
            isRefused(length.setting, "0", length.allowed, () -> length.change.with(Duration.ZERO));
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void aLengthOfTimeMustBeGiven(Length length) {
        isRefused(length.setting, "null", "must be given", () -> length.change.with(null));
    }

    @Test
    void whatFailsFastAtFirstIsNoLongerThanWhatItGrowsTo() {
        group().failFast(HOUR).failFastLongest(HOUR).config();
        isRefused(
                "failFastLongest",
                "3599.999 s",
                "must be 1 h to 1 h",
                () -> group().failFast(HOUR)
                        .failFastLongest(HOUR.minusMillis(1))
                        .config());
        isRefused(
                "failFast",
                "-1 ms",
                "must be 0 (off) or 100 ms to 1 h",
                () -> group().failFast(Duration.ofMillis(-1))
                        .failFastLongest(Duration.ZERO)
                        .config());
    }

    @Test
    void aStartMayTakeADayOrBeSkipped() {
        for (Duration allowed : List.of(Duration.ofDays(-999), Duration.ZERO, DAY)) {
            assertThat(Pool.of(Object::new)
                            .initializationFailTimeout(allowed)
                            .config()
                            .initializationFailTimeout())
                    .isEqualTo(allowed);
        }
        isRefused(
                "initializationFailTimeout",
                "86400 s",
                "must be at most 24 h",
                () -> Pool.of(Object::new)
                        .initializationFailTimeout(DAY.plusNanos(1))
                        .config());
        isRefused(
                "initializationFailTimeout",
                "null",
                "must be given",
                () -> Pool.of(Object::new).initializationFailTimeout(null).config());
    }

    @Test
    void aKeepAliveMustComeBeforeTheEndOfTheLifetimeItFallsIn() {
        PoolBuilder<Object> settings = Pool.of(Object::new).maximumLifetime(HOUR);
        settings.keepaliveTime(HOUR.minusNanos(1)).config();
        isRefused(
                "keepaliveTime",
                "1 h",
                "must be shorter than maximumLifetime (1 h)",
                () -> settings.keepaliveTime(HOUR).config());
        settings.maximumLifetime(Duration.ZERO).config();
        settings.keepaliveTime(Duration.ZERO).maximumLifetime(HOUR).config();
        isRefused(
                "maximumLifetime",
                "null",
                "must be given",
                () -> settings.keepaliveTime(HOUR).maximumLifetime(null).config());
    }

    @Test
    void anEndpointDoesNotWaitForItsFirstOpen() {
        PoolConfig waits =
                Pool.of(Object::new).initializationFailTimeout(Duration.ZERO).config();
        isRefused(
                "initializationFailTimeout",
                "0 ms",
                "must be negative in a group, whose endpoints open with their first acquire",
                () -> new PoolGroupConfig(waits, 100, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }
}

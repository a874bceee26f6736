package io.leasehold.gateway.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.InvalidConfigException;
import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.session.SessionConfig;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting is checked against its range, and the source says of it what is so. */
class EveryGatewaySettingTest {

    static Stream<RecordComponent> ranged() {
        return Tree.records(GatewayConfig.class).stream()
                .flatMap(type -> Tree.settings(type).stream())
                .filter(component -> Range.of(component).isPresent());
    }

    static Stream<RecordComponent> ours() {
        return Tree.records(GatewayConfig.class).stream()
                .filter(type -> type != SessionConfig.class)
                .flatMap(type -> Tree.settings(type).stream());
    }

    @ParameterizedTest
    @MethodSource("ranged")
    void whatIsOutOfItsRangeIsRefusedByItsName(RecordComponent setting) throws BadTextException {
        Allowed allowed = setting.getAnnotation(Allowed.class);
        Object least = Texts.parse(setting.getType(), allowed.least());
        Object most = Texts.parse(setting.getType(), allowed.most());
        Object zero = moved(least, -amount(least));
        assertIsRefused(setting, moved(most, 1));
        assertIsRefused(setting, moved(zero, -1));
        if (amount(least) > 1) {
            assertIsRefused(setting, moved(least, -1));
        }
        if (allowed.zero().isEmpty() && amount(least) > 0) {
            assertIsRefused(setting, zero);
        }
        Range range = Range.of(setting).orElseThrow();
        assertThat(Stream.of(least, most)).allMatch(range::holds);
        assertThat(range.holds(zero)).isEqualTo(!allowed.zero().isEmpty() || amount(least) == 0);
    }

    private static void assertIsRefused(RecordComponent setting, Object value) {
        assertThat(catchThrowableOfType(InvalidConfigException.class, () -> made(setting, value)))
                .satisfies(refusal -> assertThat(refusal.violations())
                        .anyMatch(violation -> violation.setting().equals(setting.getName())
                                && violation
                                        .allowed()
                                        .equals("must be "
                                                + Range.of(setting)
                                                        .orElseThrow()
                                                        .words())));
    }

    /** In the smallest unit. */
    private static long amount(Object value) {
        return value instanceof Duration time ? time.toNanos() : ((Number) value).longValue();
    }

    private static Object moved(Object value, long by) {
        if (value instanceof Duration time) {
            return time.plusNanos(by);
        }
        return value instanceof Long size ? (Object) (size + by) : (Object) (int) ((Integer) value + by);
    }

    private static Record made(RecordComponent setting, Object value) {
        Class<? extends Record> type = setting.getDeclaringRecord().asSubclass(Record.class);
        Map<String, Object> given = type == BackendConfig.class
                ? Map.of("name", "a", "url", "jdbc:h2:mem:a", setting.getName(), value)
                : Map.of(setting.getName(), value);
        return Records.usual(type, given);
    }

    @ParameterizedTest
    @MethodSource("ranged")
    void theSourceSaysWhatIsAllowed(RecordComponent setting) {
        assertThat(new Javadoc(setting.getDeclaringRecord()).of(setting.getName()))
                .contains(Range.of(setting).orElseThrow().words());
    }

    @ParameterizedTest
    @MethodSource("ours")
    void theSourceSaysWhatIsUsual(RecordComponent setting) {
        if (Tree.record(setting.getGenericType()).isPresent()
                && setting.getType().isRecord()) {
            return;
        }
        String said = new Javadoc(setting.getDeclaringRecord()).of(setting.getName());
        Usual usual = setting.getAnnotation(Usual.class);
        if (usual != null && !usual.value().isEmpty()) {
            assertThat(said).contains(words(setting) + " by default");
        } else if (Records.usual(setting).isPresent() && !said.contains("must be given")) {
            assertThat(said.toLowerCase(Locale.ROOT)).containsAnyOf("none by default", "nobody by default");
        } else {
            assertThat(said).contains("must be given");
        }
    }

    private static String words(RecordComponent setting) {
        Object usual = Records.usual(setting).orElseThrow();
        return usual instanceof Enum ? setting.getAnnotation(Usual.class).value() : Amounts.words(usual);
    }
}

package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import io.leasehold.PoolConfig;
import io.leasehold.jdbc.internal.open.JdbcConfig;
import io.leasehold.jdbc.internal.open.Resolver;
import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.jdbc.internal.settings.Setting;
import io.leasehold.jdbc.internal.settings.Settings;
import io.leasehold.spi.Verdict;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting by each of the three ways to give it, and its default. */
class EverySettingTest {

    /** For {@code exceptionOverride} by name. */
    public static final class Strict implements ExceptionOverride {

        @Override
        public Verdict verdictOn(SQLException error) {
            return Verdict.RETIRE;
        }
    }

    /** For {@code connectionCustomizer} by name. */
    public static final class Idle implements ConnectionCustomizer {

        @Override
        public void opened(Connection connection) {}
    }

    /** For {@code credentials} by name. */
    public static final class Fixed implements CredentialsSupplier {

        @Override
        public Credentials get() {
            return Credentials.of("sa", "");
        }
    }

    static Stream<Setting<?>> settings() {
        return Settings.all().stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theBuilderTheBeanAndTheTextSayTheSame(Setting<?> setting) throws Exception {
        Object value = sample(setting);
        LeaseholdDataSourceBuilder builder = LeaseholdDataSource.builder();
        LeaseholdDataSource bean = new LeaseholdDataSource();
        method(LeaseholdDataSourceBuilder.class, setting.name()).invoke(builder, builderValue(setting, value));
        method(LeaseholdDataSource.class, setting.setter()).invoke(bean, beanValue(setting, value));

        assertThat(builder.draft().get(setting)).isEqualTo(value);
        assertThat(bean.draft().get(setting)).isEqualTo(value);
        if (!(value instanceof DataSource || value instanceof Properties)) {
            Draft text = new Draft();
            text.setText(setting.alias() == null ? setting.name() : setting.alias(), asText(value));
            assertThat(text.violations()).isEmpty();
            assertThat(text.get(setting)).isNotNull();
            if (!asText(value).contains("EverySettingTest")) {
                assertThat(text.get(setting)).isEqualTo(value);
            }
        }
    }

    @Test
    void defaultsAreHikariCps() {
        HikariConfig theirs = new HikariConfig();
        theirs.setJdbcUrl("jdbc:h2:mem:defaults");
        theirs.validate();
        JdbcConfig config = resolved(Map.of());
        PoolConfig ours = config.pool();

        assertThat(ours.maximumSize()).isEqualTo(theirs.getMaximumPoolSize());
        assertThat(ours.minimumSize()).isEqualTo(theirs.getMinimumIdle());
        assertThat(ours.acquireTimeout()).hasMillis(theirs.getConnectionTimeout());
        assertThat(ours.checkTimeout()).hasMillis(theirs.getValidationTimeout());
        assertThat(ours.idleTimeout()).hasMillis(theirs.getIdleTimeout());
        assertThat(ours.maximumLifetime()).hasMillis(theirs.getMaxLifetime());
        assertThat(ours.keepaliveTime()).hasMillis(theirs.getKeepaliveTime());
        assertThat(ours.leaseReportAfter()).hasMillis(theirs.getLeakDetectionThreshold());
        assertThat(ours.initializationFailTimeout()).hasMillis(theirs.getInitializationFailTimeout());
        assertThat(ours.registerMbeans()).isEqualTo(theirs.isRegisterMbeans());
        assertThat(config.defaults().autoCommit()).isEqualTo(theirs.isAutoCommit());
        assertThat(config.defaults().isolation()).isNull();
        assertThat(theirs.getTransactionIsolation()).isNull();
    }

    @Test
    void ourOwnDefaultsAreThoseOfTheDocumentation() {
        PoolConfig ours = resolved(Map.of()).pool();

        assertThat(shown(Settings.OPEN_TIMEOUT)).isEqualTo(ours.openTimeout());
        assertThat(shown(Settings.CLOSE_TIMEOUT)).isEqualTo(ours.closeTimeout());
        assertThat(shown(Settings.RESET_TIMEOUT)).isEqualTo(ours.resetTimeout());
        assertThat(shown(Settings.ALIVE_BYPASS)).isEqualTo(ours.aliveBypass());
        assertThat(shown(Settings.ABANDONED_AFTER)).isEqualTo(ours.abandonedAfter());
        assertThat(ours.leaseTerm()).isZero();
        assertThat(ours.maximumOpening()).isEqualTo(8);
        assertThat(ours.maximumWaiting()).isEqualTo(Integer.MAX_VALUE);
        assertThat(ours.siteSampling()).isEqualTo(32_768);
        assertThat(resolved(Map.of()).reset()).isEqualTo(SessionReset.JDBC);
        assertThat(resolved(Map.of()).suspension()).isTrue();
    }

    @Test
    void aShorterLifetimeSwitchesTheDefaultKeepaliveOff() {
        assertThat(resolved(Map.of("maxLifetime", "1m")).pool().keepaliveTime()).isZero();
        assertThat(resolved(Map.of("maxLifetime", "3m")).pool().keepaliveTime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(resolved(Map.of("maximumPoolSize", "3")).pool().maximumOpening())
                .isEqualTo(3);
    }

    @Test
    void leakDetectionThresholdIsLeaseReportAfter() {
        assertThat(resolved(Map.of("leakDetectionThreshold", "2000")).pool().leaseReportAfter())
                .isEqualTo(Duration.ofSeconds(2));
    }

    private static Duration shown(Setting<Duration> setting) {
        return setting.kind().parse().apply(setting.defaultText());
    }

    private static JdbcConfig resolved(Map<String, String> settings) {
        Draft draft = new Draft();
        draft.setText("jdbcUrl", "jdbc:h2:mem:defaults");
        settings.forEach(draft::setText);
        return new Resolver(draft).resolve();
    }

    private static Object sample(Setting<?> setting) {
        return switch (setting.name()) {
            case "credentials" -> new Fixed();
            case "dataSource" -> new JdbcDataSource();
            case "dataSourceProperties" -> new Properties();
            case "connectionCustomizer" -> new Idle();
            case "exceptionOverride" -> new Strict();
            case "sessionReset" -> SessionReset.FULL;
            case "transactionIsolation" -> Connection.TRANSACTION_SERIALIZABLE;
            default ->
                switch (setting.kind().label()) {
                    case "number" -> 4;
                    case "duration" -> Duration.ofMillis(1234);
                    case "boolean" -> true;
                    default -> "some text";
                };
        };
    }

    private static Object builderValue(Setting<?> setting, Object value) {
        return setting == Settings.TRANSACTION_ISOLATION ? "TRANSACTION_SERIALIZABLE" : value;
    }

    private static Object beanValue(Setting<?> setting, Object value) {
        return value instanceof Duration duration ? (Object) duration.toMillis() : builderValue(setting, value);
    }

    private static String asText(Object value) {
        if (value instanceof Duration duration) {
            return duration.toString();
        }
        List<Class<?>> types = List.of(Strict.class, Idle.class, Fixed.class);
        return types.contains(value.getClass()) ? value.getClass().getName() : value.toString();
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
                .findFirst()
                .orElseThrow();
    }
}

package io.leasehold.jdbc.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/config.md says what the code does. {@code .ci/update-config} rewrites it. */
class ConfigPageTest {

    private static final Path PAGE = Path.of("..", "docs", "config.md");

    @Test
    void thePageIsWhatTheCodeSays() throws Exception {
        String page = ConfigPage.write() + sessions(Files.readString(PAGE));
        if (Boolean.getBoolean("updateConfig")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).as("run .ci/update-config").isEqualTo(page);
    }

    /** The last part, which another module writes. */
    private static String sessions(String page) {
        int begin = page.indexOf("\n## Sessions\n");
        return begin < 0 ? "" : page.substring(begin);
    }

    @Test
    void everySettingOfHikariCpIsInTheTable() {
        List<String> theirs = Arrays.stream(HikariConfig.class.getMethods())
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .map(ConfigPageTest::property)
                .distinct()
                .toList();

        assertThat(theirs)
                .contains("jdbcUrl", "maxLifetime")
                .allSatisfy(name -> assertThat(ConfigPage.hikari()).containsKey(name));
    }

    @Test
    void noSettingIsSaidToBeHikariCpsThatIsNot() {
        List<String> theirs = Stream.of(HikariConfig.class.getMethods())
                .map(ConfigPageTest::property)
                .toList();

        assertThat(theirs).containsAll(ConfigPage.hikari().keySet());
    }

    /** Its pool draws below {@code maxLifetime / lifeTimeVarianceFactor}; no page of HikariCP's says what that is by default. */
    @Test
    void theSpreadOfLifetimesIsComparedWithWhatHikariCpDoes() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:spread");
        config.setMaximumPoolSize(1);
        try (HikariDataSource hikari = new HikariDataSource(config)) {
            Field factor = HikariPool.class.getDeclaredField("lifeTimeVarianceFactor");
            factor.setAccessible(true);
            Field pool = HikariDataSource.class.getDeclaredField("fastPathPool");
            pool.setAccessible(true);
            long percent = 100 / factor.getLong(pool.get(hikari));

            assertThat(ConfigPage.write())
                    .contains("| spread of `maxLifetime` | up to " + percent + " % |")
                    .contains("is spread by 10 %, not " + percent + " %");
        }
    }

    @Test
    void everySettingHasASetterAndABuilderMethod() {
        for (Setting<?> setting : Settings.all()) {
            assertThat(LeaseholdDataSource.class.getMethods())
                    .extracting(Method::getName)
                    .contains(setting.setter());
            assertThat(LeaseholdDataSourceBuilder.class.getMethods())
                    .extracting(Method::getName)
                    .contains(setting.name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "maximumPoolSize, 0", "maximumPoolSize, 10001", "minimumIdle, -1", "minimumIdle, 11", "maximumWaiting, -1",
        "maximumOpening, 0", "connectionTimeout, -1", "connectionTimeout, 25h", "openTimeout, 0",
                "validationTimeout, 0",
        "closeTimeout, 2h", "resetTimeout, 0", "aliveBypass, -1", "idleTimeout, 99", "maxLifetime, 999",
        "keepaliveTime, 99", "leaseReportAfter, 99", "leaseTerm, 99", "abandonedAfter, 99", "siteSampling, 3"
    })
    void theRangeThatIsEnforcedIsTheRangeThatIsWritten(String name, String outside) {
        Violation violation =
                refused(Map.of("jdbcUrl", "jdbc:h2:mem:none", name, outside)).get(0);

        assertThat(violation.setting()).isEqualTo(name);
        assertThat(violation.allowed())
                .isEqualTo(
                        "must be " + plain(Settings.called(name).orElseThrow().range()));
    }

    private static List<Violation> refused(Map<String, String> settings) {
        return Assertions.catchThrowableOfType(
                        InvalidConfigException.class,
                        () -> LeaseholdDataSource.of(settings).close())
                .violations();
    }

    /** As text has it; what a setting must be beside another is a line of its own. */
    private static String plain(String range) {
        return range.replace("`maximumPoolSize`", "maximumPoolSize (10)")
                .replace("`", "")
                .replace(", shorter than maxLifetime", "");
    }

    private static String property(Method method) {
        String name = method.getName().substring(3);
        return name.isEmpty() ? "" : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}

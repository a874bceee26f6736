package io.leasehold.guards;

import io.leasehold.InvalidConfigException;
import io.leasehold.PoolBuilder;
import io.leasehold.PoolConfig;
import io.leasehold.PoolGroupBuilder;
import io.leasehold.PoolGroupConfig;
import io.leasehold.SharedPoolBuilder;
import io.leasehold.SharedPoolConfig;
import io.leasehold.hbase.HBaseConnectionsBuilder;
import io.leasehold.thrift.ThriftPoolBuilder;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What docs/settings.md must say, from the code: meanings and ranges from the javadoc of the records and builders, defaults from
 * the builders' fields.
 */
final class SettingsPage {
    private static final Pattern PARAMETER =
            Pattern.compile("\\* @param (\\w+) (.*?)(?=\\n \\* @|\\n \\*/)", Pattern.DOTALL);
    private static final Pattern SETTER =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*?)\\*/\\s+public \\w+Builder(?:<\\w+>)? (\\w+)\\(", Pattern.DOTALL);

    /** Where a builder's field does not tell what is usual. */
    private static final Map<String, String> WORDS = Map.of(
            "name",
            "numbered",
            "maximumOpening",
            "`maximumSize`, at most 8",
            "maximumResources",
            "none: must be given");

    private final StringBuilder page = new StringBuilder();

    static String text() throws IOException, ReflectiveOperationException {
        SettingsPage all = new SettingsPage();
        all.page.append("""
                # Settings of pools, shared pools, groups, HBase and Thrift

                <!-- Written from the code by .ci/update-settings; do not edit. -->

                Those of the JDBC pool and of sessions are in [config.md](config.md). Each is set by the method of that name of a builder.
                What is out of range is refused when the pool is built, all of it at once, each with what is allowed.
                """);
        all.record("Pool", "Of `Pool.of(factory)`.", PoolConfig.class, PoolBuilder.class);
        all.record("SharedPool", "Of `SharedPool.of(factory)`.", SharedPoolConfig.class, SharedPoolBuilder.class);
        all.record(
                "PoolGroup",
                "Of `PoolGroup.of(factory)`, beside those of a pool, which each endpoint's has. There `maximumPerEndpoint` (10)"
                        + " and `minimumPerEndpoint` (0) are the sizes of one endpoint.",
                PoolGroupConfig.class,
                PoolGroupBuilder.class);
        all.builder("HBaseConnections", "Of `HBaseConnections.builder()`.", "hbase", HBaseConnectionsBuilder.class);
        all.builder(
                "ThriftPool and ThriftPoolGroup", "Of `ThriftPool.of(clients)`.", "thrift", ThriftPoolBuilder.class);
        return all.page.toString();
    }

    private void record(String title, String about, Class<?> config, Class<?> builder)
            throws IOException, ReflectiveOperationException {
        Map<String, String> meanings = new LinkedHashMap<>();
        PARAMETER
                .matcher(source("core", config))
                .results()
                .forEach(found -> meanings.putIfAbsent(found.group(1), plain(found.group(2))));
        Object defaults = made(builder);
        heading(title, about, "| setting | default | meaning, and what is allowed |\n|---|---|---|\n");
        for (RecordComponent setting : config.getRecordComponents()) {
            if (!setting.getName().equals("each")) {
                page.append("| `%s` | %s | %s |\n"
                        .formatted(
                                setting.getName(),
                                usual(defaults, setting.getName()),
                                upper(meanings.get(setting.getName()))));
            }
        }
    }

    private void builder(String title, String about, String module, Class<?> builder) throws IOException {
        heading(title, about, "| setting | meaning, what is allowed, and the default |\n|---|---|\n");
        SETTER.matcher(source(module, builder))
                .results()
                .forEach(found -> page.append("| `%s` | %s |\n".formatted(found.group(2), described(found))));
    }

    private void heading(String title, String about, String table) {
        page.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(about)
                .append("\n\n")
                .append(table);
    }

    private static String described(MatchResult setter) {
        return plain(setter.group(1).replaceAll("(?s)@throws.*", ""));
    }

    private static String source(String module, Class<?> type) throws IOException {
        return Files.readString(Project.ROOT
                .resolve(module)
                .resolve("src/main/java")
                .resolve(type.getName().replace('.', '/') + ".java"));
    }

    /** Every builder of a pool is made from its factory, which it does not ask before it builds. */
    private static Object made(Class<?> builder) throws ReflectiveOperationException {
        Constructor<?> constructor = Arrays.stream(builder.getDeclaredConstructors())
                .filter(candidate -> candidate.getParameterCount() == 1)
                .findFirst()
                .orElseThrow();
        constructor.setAccessible(true);
        return constructor.newInstance((Object) null);
    }

    private static String usual(Object builder, String setting) throws ReflectiveOperationException {
        if (WORDS.containsKey(setting)) {
            return WORDS.get(setting);
        }
        Field field = Arrays.stream(builder.getClass().getDeclaredFields())
                .filter(candidate -> candidate.getName().equals(setting))
                .findFirst()
                .orElseThrow(() -> new AssertionError(builder.getClass() + " has no field " + setting));
        field.setAccessible(true);
        Object value = field.get(builder);
        if (value instanceof Duration duration) {
            return duration.isZero() ? "0" : InvalidConfigException.words(duration);
        }
        return value.equals(Integer.MAX_VALUE) ? "unlimited" : value.toString();
    }

    /** Javadoc as a cell of a table. */
    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "`$1`")
                .replaceAll("</?p>|<br>", " ")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    private static String upper(String text) {
        return text.startsWith("`") ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

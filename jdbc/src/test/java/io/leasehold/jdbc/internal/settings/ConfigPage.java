package io.leasehold.jdbc.internal.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** docs/config.md, as the settings in the code say it. */
final class ConfigPage {

    private static final String HEAD = """
            # Configuration

            <!-- Written from the settings in the code by .ci/update-config; do not edit. -->

            A `LeaseholdDataSource` is configured by its builder, by `LeaseholdDataSource.of(Map)`, or as a bean by setters. The names are the same in all three, and they are HikariCP's wherever the meaning is the same, so that moving means changing a class name.

            Nothing is repaired: what is out of range, unknown or contradictory is refused when the pool is built, all of it at once, each with what is allowed. A name that is not known is refused with the nearest one that is.

            Durations are `Duration` in the builder, and milliseconds in the bean, as with HikariCP. As text they are milliseconds, or a number with a unit (`500ms`, `30s`, `5m`, `1h`), or ISO 8601 (`PT30S`); 0 switches off what can be off. A driver's own properties are given as `dataSource.<name>`.

            """;

    private static final String HIKARI = """
            ## Coming from HikariCP

            Every setting of HikariCP 7.1, and what becomes of it.

            | HikariCP | here |
            |---|---|
            """;

    private static final String DEFAULTS = """

            ## What differs by default

            The defaults are HikariCP's but for these, with the reason:

            | setting | HikariCP | here | reason |
            |---|---|---|---|
            | `allowPoolSuspension` | false | true | being able to pause costs an acquire nothing here |
            | `readOnly` | false | left as the driver has it | a setting that nobody made should not cost a call on each new connection |
            | spread of `maxLifetime` | up to 25 % | up to 10 % | enough that connections opened together are not all closed together, and close to what was set |
            """;

    private ConfigPage() {}

    static String write() {
        StringBuilder page = new StringBuilder(HEAD);
        byGroup().forEach((group, settings) -> {
            page.append("## ")
                    .append(group)
                    .append("\n\n| setting | kind | default | allowed | meaning |\n|---|---|---|---|---|\n");
            settings.forEach(setting -> page.append(row(setting)));
            page.append('\n');
        });
        page.append(HIKARI);
        hikari().forEach((name, fate) -> page.append("| `%s` | %s |\n".formatted(name, fate)));
        return page.append(DEFAULTS).toString();
    }

    /** What becomes of each of HikariCP's settings. */
    static Map<String, String> hikari() {
        Map<String, String> fates = new TreeMap<>();
        Settings.all().stream()
                .filter(setting -> !setting.hikari().equals("own"))
                .forEach(setting -> fates.put(setting.name(), setting.hikari()));
        HikariNames.RENAMED.forEach((name, now) -> fates.put(name, "renamed: " + now));
        HikariNames.REFUSED.forEach((name, reason) -> fates.put(name, "refused: " + reason));
        return fates;
    }

    private static Map<String, List<Setting<?>>> byGroup() {
        Map<String, List<Setting<?>>> groups = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.all()) {
            groups.computeIfAbsent(setting.group(), group -> new java.util.ArrayList<>())
                    .add(setting);
        }
        return groups;
    }

    private static String row(Setting<?> setting) {
        String name = "`" + setting.name() + "`" + (setting.alias() == null ? "" : ", `" + setting.alias() + "`");
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(name, setting.kind().label(), setting.defaultText(), setting.range(), setting.meaning());
    }
}

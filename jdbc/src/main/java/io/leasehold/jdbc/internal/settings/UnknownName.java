package io.leasehold.jdbc.internal.settings;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What is said to a name that is no setting: why HikariCP's is none, or which known name is nearest. Pure functions. */
final class UnknownName {

    private UnknownName() {}

    static Violation refuse(String name) {
        String refused = HikariNames.REFUSED.get(name);
        if (refused != null) {
            return new Violation(name, "(not shown)", "is not a setting here: " + refused);
        }
        String renamed = HikariNames.RENAMED.get(name);
        if (renamed != null) {
            return new Violation(name, "(not shown)", "is called " + renamed.replace("`", "") + " here");
        }
        return new Violation(name, "(not shown)", "is not a setting; the nearest is " + nearest(name));
    }

    private static String nearest(String name) {
        List<String> known = Settings.all().stream()
                .flatMap(setting -> Stream.of(setting.name(), setting.alias()))
                .filter(Objects::nonNull)
                .toList();
        return InvalidConfigException.nearest(name, known).orElseThrow();
    }
}

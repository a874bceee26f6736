package io.leasehold.jdbc.internal.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a data source, as code, errors and docs/config.md know it. Immutable; compared by identity.
 *
 * @param <T> its value
 */
public final class Setting<T> {

    private final String name;
    private final Kind<T> kind;
    private final String defaultText;
    private final String range;
    private final String meaning;
    private final String group;
    private @Nullable String alias;
    private @Nullable String coreName;
    private String hikari = "own";

    Setting(String group, String name, Kind<T> kind, String defaultText, String range, String meaning) {
        this.group = group;
        this.name = name;
        this.kind = kind;
        this.defaultText = defaultText;
        this.range = range;
        this.meaning = meaning;
    }

    /** HikariCP has it by the same name; with what differs, if anything does. */
    Setting<T> asInHikari(String difference) {
        hikari = difference.isEmpty() ? "same" : "same; " + difference;
        return this;
    }

    /** Another name for it, which is accepted wherever settings have names. */
    Setting<T> alias(String other) {
        alias = other;
        return this;
    }

    /** What core calls it, if its violations come from there. */
    Setting<T> core(String name) {
        coreName = name;
        return this;
    }

    public String name() {
        return name;
    }

    public Kind<T> kind() {
        return kind;
    }

    public String defaultText() {
        return defaultText;
    }

    public String range() {
        return range;
    }

    public String meaning() {
        return meaning;
    }

    public String group() {
        return group;
    }

    /** How it stands to HikariCP's setting of that name. */
    public String hikari() {
        return hikari;
    }

    public @Nullable String alias() {
        return alias;
    }

    public @Nullable String coreName() {
        return coreName;
    }

    /** Whether it goes by this name. */
    boolean isCalled(String other) {
        return name.equals(other) || other.equals(alias);
    }

    /** As a bean has it: {@code setMaxLifetime}. */
    public String setter() {
        return "set" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @Override
    public String toString() {
        return name;
    }
}

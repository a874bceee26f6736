package io.leasehold.jdbc.internal.settings;

import io.leasehold.InvalidConfigException.Violation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What was set so far, right or wrong: nothing is refused before all is known. For one thread at a time. */
public final class Draft {

    private static final String PROPERTY_PREFIX = "dataSource.";

    private final Map<Setting<?>, Object> values = new IdentityHashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    public Draft() {}

    /** A copy to go on with. */
    public Draft(Draft other) {
        values.putAll(other.values);
        violations.addAll(other.violations);
        Properties properties = other.get(Settings.DATA_SOURCE_PROPERTIES);
        if (properties != null) {
            values.put(Settings.DATA_SOURCE_PROPERTIES, properties.clone());
        }
    }

    /** Sets a value; null takes it back. */
    public <T> void set(Setting<T> setting, @Nullable T value) {
        if (value == null) {
            values.remove(setting);
        } else {
            values.put(setting, value);
        }
    }

    @SuppressWarnings("unchecked") // set() is the only way in
    public <T> @Nullable T get(Setting<T> setting) {
        return (T) values.get(setting);
    }

    public <T> T get(Setting<T> setting, T otherwise) {
        T value = get(setting);
        return value == null ? otherwise : value;
    }

    /** Sets what is given by name and as text; what is wrong is told with the rest. */
    public void setText(String name, @Nullable String text) {
        if (name.startsWith(PROPERTY_PREFIX) && name.length() > PROPERTY_PREFIX.length()) {
            addProperty(name.substring(PROPERTY_PREFIX.length()), text == null ? "" : text);
            return;
        }
        Settings.called(name)
                .ifPresentOrElse(setting -> parse(setting, name, text), () -> violations.add(UnknownName.refuse(name)));
    }

    /** As {@link #setText}, for who may change its mind: what the setting was before, right or wrong, is forgotten. */
    public <T> void setTextAnew(Setting<T> setting, @Nullable String text) {
        set(setting, null);
        violations.removeIf(violation -> violation.setting().equals(setting.name()));
        setText(setting.name(), text);
    }

    /** Adds one property of the driver; whose object the properties are that were set as one stays as it is. */
    public void addProperty(@Nullable String name, @Nullable Object value) {
        if (name == null || name.isBlank()) {
            refuse(PROPERTY_PREFIX, "(not shown)", "needs a name");
        } else if (value == null) {
            refuse(PROPERTY_PREFIX + name, "not set", "needs a value: leave it out or give one");
        } else {
            Properties properties = new Properties();
            properties.putAll(get(Settings.DATA_SOURCE_PROPERTIES, properties));
            properties.put(name, value);
            set(Settings.DATA_SOURCE_PROPERTIES, properties);
        }
    }

    /** Adds something that is wrong. */
    public void refuse(String setting, String value, String allowed) {
        violations.add(new Violation(setting, value, allowed));
    }

    /** What is known to be wrong so far. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    private <T> void parse(Setting<T> setting, String name, @Nullable String text) {
        if (text == null) {
            return;
        }
        T value;
        try {
            value = setting.kind().parse().apply(text);
        } catch (IllegalArgumentException e) {
            String shown = setting.kind().takesText() ? "'" + text + "'" : "(not shown)";
            refuse(name, shown, setting.kind().expects());
            return;
        }
        T before = get(setting);
        if (before != null && !before.equals(value)) {
            refuse(
                    name,
                    setting.kind().show().apply(value),
                    "is another name of " + setting.name() + ", which is already set to "
                            + setting.kind().show().apply(before) + ": leave one out");
            return;
        }
        set(setting, value);
    }
}

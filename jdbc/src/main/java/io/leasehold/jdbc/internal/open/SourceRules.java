package io.leasehold.jdbc.internal.open;

import io.leasehold.jdbc.SessionReset;
import io.leasehold.jdbc.internal.dialect.Dialect;
import io.leasehold.jdbc.internal.dialect.Dialects;
import io.leasehold.jdbc.internal.settings.Confidential;
import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.jdbc.internal.settings.SafeUrl;
import io.leasehold.jdbc.internal.settings.Setting;
import io.leasehold.jdbc.internal.settings.Settings;
import java.sql.Driver;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the source of connections that a draft describes; adds to the draft whatever is wrong with it. For one thread. */
public final class SourceRules {

    private final Draft draft;

    public SourceRules(Draft draft) {
        this.draft = draft;
    }

    /** The source, or null if the draft now says why there is none. */
    public @Nullable ConnectionSource source() {
        credentialsRules();
        List<Setting<?>> ways = Stream.<Setting<?>>of(
                        Settings.JDBC_URL, Settings.DATA_SOURCE, Settings.DATA_SOURCE_CLASS_NAME)
                .filter(way -> draft.get(way) != null)
                .toList();
        if (ways.size() != 1) {
            draft.refuse(
                    Settings.JDBC_URL.name(),
                    ways.isEmpty() ? "not set" : "set beside others",
                    "set exactly one of jdbcUrl, dataSource and dataSourceClassName"
                            + (ways.isEmpty() ? "" : ", not " + ways));
            return null;
        }
        DataSource given = draft.get(Settings.DATA_SOURCE);
        if (given != null) {
            refuseWith(Settings.DATA_SOURCE, Settings.DATA_SOURCE_PROPERTIES);
            refuseWith(Settings.DATA_SOURCE, Settings.DRIVER_CLASS_NAME);
            return new GivenDataSource(given, Confidential.UNKNOWN);
        }
        String url = draft.get(Settings.JDBC_URL);
        return url != null ? driverSource(url) : madeDataSource(draft.get(Settings.DATA_SOURCE_CLASS_NAME, ""));
    }

    private void credentialsRules() {
        if (draft.get(Settings.CREDENTIALS) != null) {
            refuseWith(Settings.CREDENTIALS, Settings.USERNAME);
            refuseWith(Settings.CREDENTIALS, Settings.PASSWORD);
        } else if (draft.get(Settings.PASSWORD) != null
                && draft.get(Settings.USERNAME) == null
                && draft.get(Settings.JDBC_URL) == null) {
            draft.refuse(Settings.PASSWORD.name(), "(not shown)", "needs username beside it");
        }
    }

    private void refuseWith(Setting<?> one, Setting<?> other) {
        if (draft.get(other) != null) {
            draft.refuse(other.name(), "set", "has no meaning beside " + one.name() + ": leave one out");
        }
    }

    private @Nullable ConnectionSource driverSource(String url) {
        if (!url.startsWith("jdbc:")) {
            draft.refuse(Settings.JDBC_URL.name(), "'" + SafeUrl.of(url) + "'", "must begin with 'jdbc:'");
            return null;
        }
        Properties properties = driverProperties(url);
        String className = draft.get(Settings.DRIVER_CLASS_NAME);
        try {
            if (className == null) {
                return new DriverSource(Drivers.accepting(url), url, properties);
            }
        } catch (IllegalArgumentException e) {
            draft.refuse(Settings.JDBC_URL.name(), "'" + SafeUrl.of(url) + "'", words(e));
            return null;
        }
        Driver driver;
        try {
            driver = Drivers.named(className);
        } catch (IllegalArgumentException e) {
            draft.refuse(Settings.DRIVER_CLASS_NAME.name(), className, words(e));
            return null;
        }
        if (!Drivers.accepts(driver, url)) {
            draft.refuse(Settings.JDBC_URL.name(), "'" + SafeUrl.of(url) + "'", "is not accepted by " + className);
            return null;
        }
        return new DriverSource(driver, url, properties);
    }

    private Properties driverProperties(String url) {
        Properties properties = new Properties();
        draft.get(Settings.DATA_SOURCE_PROPERTIES, properties)
                .forEach((name, value) -> properties.put(name, isPlain(value) ? value.toString() : value));
        Dialect dialect = Dialects.byHint(url);
        if (dialect != null && draft.get(Settings.SESSION_RESET) == SessionReset.FULL) {
            dialect.prepareFullReset(properties);
        }
        return properties;
    }

    /** Drivers ask for text, and to them a number is not there at all; what is no plain value is for those that ask for it. */
    private static boolean isPlain(Object value) {
        return value instanceof Number || value instanceof Boolean || value instanceof Enum<?>;
    }

    private @Nullable ConnectionSource madeDataSource(String className) {
        refuseWith(Settings.DATA_SOURCE_CLASS_NAME, Settings.DRIVER_CLASS_NAME);
        DataSource made;
        try {
            made = BeanProperties.make(className);
        } catch (IllegalArgumentException e) {
            draft.refuse(Settings.DATA_SOURCE_CLASS_NAME.name(), className, words(e));
            return null;
        }
        Properties properties = draft.get(Settings.DATA_SOURCE_PROPERTIES, new Properties());
        properties.forEach((name, value) -> {
            try {
                BeanProperties.set(made, name.toString(), value);
            } catch (IllegalArgumentException e) {
                draft.refuse("dataSource." + name, "(not shown)", words(e));
            }
        });
        return new GivenDataSource(made, Confidential.of(null, properties));
    }

    private static String words(IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
    }
}

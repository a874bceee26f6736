package io.leasehold.mybatis;

import io.leasehold.InvalidConfigException;
import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.ibatis.datasource.DataSourceFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has MyBatis take its connections from a Leasehold pool:
 *
 * <pre>{@code
 * <dataSource type="io.leasehold.mybatis.LeaseholdDataSourceFactory">
 *   <property name="url" value="jdbc:postgresql://db/orders"/>
 *   <property name="username" value="orders"/>
 *   <property name="password" value="${password}"/>
 *   <property name="maximumPoolSize" value="20"/>
 * </dataSource>
 * }</pre>
 *
 * <p>The properties are the settings of docs/config.md; {@code driver} and {@code driver.<name>} are accepted as MyBatis has them.
 * Settings of MyBatis's own pool are refused, each with what takes its place. For one thread, as MyBatis uses it; the pool it
 * gives is safe for any.
 *
 * <p>MyBatis never closes a data source: whoever closes the application closes the pool, which is an {@link AutoCloseable}.
 */
public final class LeaseholdDataSourceFactory implements DataSourceFactory {

    private final LeaseholdDataSourceBuilder builder = LeaseholdDataSource.builder();
    private @Nullable LeaseholdDataSource dataSource;

    /** As MyBatis makes it. */
    public LeaseholdDataSourceFactory() {}

    /** Takes the properties of the configuration; those of several calls add up. */
    @Override
    public void setProperties(Properties properties) {
        Map<String, String> settings = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            String setting = MyBatisNames.asSetting(name);
            // Beside the setting's own name MyBatis's is left as it is, and refused with the rest: one of the two would
            // be lost.
            boolean twice = !setting.equals(name) && properties.getProperty(setting) != null;
            settings.put(twice ? name : setting, properties.getProperty(name));
        }
        builder.settings(settings);
    }

    /**
     * The pool, built at the first call.
     *
     * @throws InvalidConfigException naming every property that is unknown or wrong
     * @throws io.leasehold.CannotOpenException if the first connection cannot be opened
     */
    @Override
    public DataSource getDataSource() {
        LeaseholdDataSource built = dataSource;
        if (built == null) {
            built = build();
            dataSource = built;
        }
        return built;
    }

    private LeaseholdDataSource build() {
        try {
            return builder.build();
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException(
                    "MyBatis data source",
                    e.violations().stream().map(MyBatisNames::explain).toList());
        }
    }
}

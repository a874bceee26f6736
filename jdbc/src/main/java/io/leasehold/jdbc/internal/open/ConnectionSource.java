package io.leasehold.jdbc.internal.open;

import io.leasehold.jdbc.internal.settings.Confidential;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens the driver's connections. Safe for use by many threads. */
public interface ConnectionSource {

    /** Opens one; it may block as long as the driver likes. */
    Connection connect(Login login) throws SQLException;

    /** Where it connects to, without secrets, for errors and texts. */
    String describe();

    /** What the database is told by: the url, or the name of the driver's class. */
    String hint();

    /** What it is given to connect with that its errors may repeat. */
    Confidential confidential();

    /** The DataSource behind it, if there is one. */
    default @Nullable DataSource dataSource() {
        return null;
    }
}

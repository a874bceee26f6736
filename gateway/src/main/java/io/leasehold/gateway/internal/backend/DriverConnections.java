package io.leasehold.gateway.internal.backend;

import io.leasehold.jdbc.ConnectionCustomizer;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The driver's connections by what their server calls them. Safe for any number of threads.
 *
 * <p>The server's word on whether a transaction is open is kept by the driver's connection. To unwrap a handle for it would have the
 * pool doubt and restore every property at each return; so the driver's connections are noted as they are opened, and found again by
 * the id that {@link Product#verify} reads in each lease. A server may give the id of a connection that has ended to a new one: that
 * one was noted later, and before it was lent, so what is found is never an older one.
 */
final class DriverConnections implements ConnectionCustomizer {

    private final Product product;
    private final int enough;
    private final Map<String, WeakReference<Connection>> byId = new ConcurrentHashMap<>();

    DriverConnections(Product product, int maximum) {
        this.product = product;
        this.enough = 2 * maximum;
    }

    @Override
    public void opened(Connection connection) throws SQLException {
        String id = product.idOf(connection);
        if (!id.equals(Product.NO_ID)) {
            if (byId.size() > enough) {
                byId.values().removeIf(DriverConnections::isGone);
            }
            byId.put(id, new WeakReference<>(connection));
        }
    }

    /** A reset leaves its id to a connection. */
    @Override
    public void wasReset(Connection connection) {}

    private static boolean isGone(WeakReference<Connection> reference) {
        Connection connection = reference.get();
        try {
            return connection == null || connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Nullable Connection find(String id) {
        WeakReference<Connection> reference = byId.get(id);
        return reference == null ? null : reference.get();
    }
}

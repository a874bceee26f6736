package io.leasehold.gateway.internal.view;

import io.leasehold.PoolSnapshot;
import java.util.List;

/**
 * A backend. Immutable.
 *
 * @param name as clients name it
 * @param product what its server says it is, with its version
 * @param url without user, password and parameters
 * @param user as whom the pool logs in
 * @param pool what the pool has
 * @param leases what sessions have of it now, the longest held first
 */
public record BackendView(
        String name, String product, String url, String user, PoolSnapshot pool, List<LeaseView> leases) {

    public BackendView {
        leases = List.copyOf(leases);
    }
}

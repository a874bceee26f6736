package io.leasehold;

import java.util.List;

/**
 * A reading of a group: each endpoint's is consistent in itself, the sums are those of the moment. Immutable.
 *
 * @param name the group's name
 * @param state what the group does: {@code OPEN}, {@code DRAINING} or {@code CLOSED}
 * @param maximum the most that may be open in all endpoints together
 * @param taken open, being opened or on its way out, in all endpoints together; never more than the maximum
 * @param lost opens and closes that were given up because the driver hangs
 * @param waitingForRoom opens that wait for another endpoint's resource to go
 * @param endpoints each endpoint that is known now, in no order
 */
public record PoolGroupSnapshot(
        String name,
        PoolSnapshot.State state,
        int maximum,
        int taken,
        int lost,
        int waitingForRoom,
        List<EndpointSnapshot> endpoints) {

    public PoolGroupSnapshot {
        endpoints = List.copyOf(endpoints);
    }

    /** Resources ready to be lent. */
    public int idle() {
        return endpoints.stream().mapToInt(one -> one.pool().idle()).sum();
    }

    /** Resources held by somebody. */
    public int leased() {
        return endpoints.stream().mapToInt(one -> one.pool().leased()).sum();
    }

    /** Opens in flight. */
    public int opening() {
        return endpoints.stream().mapToInt(one -> one.pool().opening()).sum();
    }

    /** Threads in line, for whatever. */
    public int waiting() {
        return endpoints.stream().mapToInt(one -> one.pool().waiting()).sum();
    }
}

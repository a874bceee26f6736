package io.leasehold;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consistent reading of a shared pool. Immutable.
 *
 * @param name the pool's name
 * @param state what the pool does; never PAUSED
 * @param maximum the configured maximum of all keys together
 * @param shared resources that have holders and take more
 * @param inGrace resources without a holder that wait for one
 * @param retired resources that have holders and take no more
 * @param closing resources on their way out
 * @param opening opens in flight
 * @param waiting threads that wait for an open or for room
 * @param lost opens and closes that were given up because they hang
 * @param shares shares of all resources
 * @param lastOpenFailure the last open that failed, as long as it is remembered, or null
 * @param resources all that are open, the oldest first
 */
public record SharedPoolSnapshot(
        String name,
        PoolSnapshot.State state,
        int maximum,
        int shared,
        int inGrace,
        int retired,
        int closing,
        int opening,
        int waiting,
        int lost,
        int shares,
        @Nullable OpenFailure lastOpenFailure,
        List<SharedResourceSnapshot> resources) {

    public SharedPoolSnapshot {
        resources = List.copyOf(resources);
    }

    /** Resources that count against the maximum: open, opening, retired and closing. */
    public int taken() {
        return shared + inGrace + retired + closing + opening;
    }

    /** This reading in the words of a {@link Pool}: resources in their grace are idle, those with holders leased. */
    public PoolSnapshot asPool() {
        List<HolderSnapshot> holders = resources.stream()
                .flatMap(resource -> resource.holders().stream())
                .sorted(Comparator.comparing(HolderSnapshot::held).reversed())
                .toList();
        return new PoolSnapshot(
                name,
                state,
                shared + inGrace + retired + closing,
                inGrace,
                shared + retired,
                0,
                closing,
                opening,
                waiting,
                maximum,
                maximum,
                lost,
                lastOpenFailure,
                null,
                holders);
    }
}

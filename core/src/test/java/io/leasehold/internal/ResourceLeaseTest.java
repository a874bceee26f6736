package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the lease of a plain resource writes into its place. */
class ResourceLeaseTest {

    private final Pool<Object> pool =
            Pool.of(Object::new).name("plain").maximumSize(1).build();
    private ResourceLease<Object> lease;
    private Place<Object> place;

    /** By the thread of the test, which may be another than makes its fields. */
    private void acquire() {
        lease = (ResourceLease<Object>) pool.acquire();
        place = HandleAccess.get().place(lease);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whatWasGivenOutIsResetAndNeverTakenForAbandoned() {
        acquire();
        lease.resource();
        assertThat(place.givenOut).isTrue();
        assertThat(place.needsReset).isTrue();
    }

    @Test
    void aStreamsResourceIsResetAndMayBeTakenForAbandoned() {
        acquire();
        assertThat(lease.resourceOfStream()).isSameAs(place.resource());
        assertThat(place.givenOut).isFalse();
        assertThat(place.needsReset).isTrue();
    }

    @Test
    void aStepIsInsideTheLeaseForAsLongAsItRuns() {
        acquire();
        long token = HandleAccess.get().token(lease);
        boolean inside = lease.inside(() -> place.ownerInside(token));
        assertThat(inside).isTrue();
        assertThat(place.ownerInside(token)).isFalse();
    }

    @Test
    void itsTextNamesThePoolAndSaysWhetherItHasEnded() {
        acquire();
        assertThat(lease).hasToString("lease of pool 'plain'");
        lease.close();
        assertThat(lease).hasToString("lease of pool 'plain', ended");
    }

    @Test
    void theTextOfItsPlaceNamesThePoolAndItsStatus() {
        acquire();
        assertThat(place.toString()).startsWith("plain#").contains("LEASED generation 1");
    }

    @Test
    void aHolderStandsInABoxOfTheTickInWhichItBegan() {
        acquire();
        place.hold(lease, 1);
        HolderBox first = place.box;
        place.hold(lease, 1);
        assertThat(place.box).isSameAs(first);
        place.hold(lease, 2);
        assertThat(place.box).as("an old object is dear to write to").isNotSameAs(first);
        assertThat(place.box.handle()).isSameAs(lease);
    }
}

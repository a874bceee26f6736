package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The flight recorder's event of a lease, while it hangs on its place. */
class EventsTest {

    @Test
    void itIsTakenOnceOrItWouldBeRecordedForTheNextHolderAsWell() {
        SupplyStage stage = new SupplyStage(1);
        stage.lease();
        Place<Object> place = stage.pool.places.all()[0];
        Flight.Hold hold = new Flight.Hold();
        place.flight = hold;
        assertThat(stage.pool.events.takeHold(place)).isSameAs(hold);
        assertThat(stage.pool.events.takeHold(place)).isNull();
    }
}

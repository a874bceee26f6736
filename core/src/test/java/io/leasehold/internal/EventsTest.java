package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who hears what happens in a pool: its listener, and the flight recorder, whose event of a lease hangs on its place meanwhile. */
class EventsTest {

    @Test
    void aListenerThatFailsIsLogged() {
        SeenError error = new SeenError();
        SupplyStage stage = new SupplyStage(1);
        stage.withinTelling = () -> {
            throw error;
        };
        stage.lease();
        stage.runner.runAll();
        assertThat(error.isLogged()).isTrue();
    }

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

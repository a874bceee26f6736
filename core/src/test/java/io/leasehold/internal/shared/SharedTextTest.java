package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.HolderSnapshot;
import io.leasehold.OpenFailure;
import io.leasehold.PoolSnapshot;
import io.leasehold.SharedPoolSnapshot;
import io.leasehold.SharedResourceSnapshot;
import io.leasehold.SharedResourceSnapshot.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words of a refusal, each sentence of it. */
class SharedTextTest {

    private static final HolderSnapshot HOLDER =
            new HolderSnapshot("worker", 1, Duration.ofSeconds(3), List.of(), false);

    private static SharedPoolSnapshot quiet() {
        return new SharedPoolSnapshot("p", PoolSnapshot.State.OPEN, 4, 1, 0, 0, 0, 0, 0, 0, 1, null, List.of());
    }

    private static SharedPoolSnapshot busy() {
        OpenFailure failure = new OpenFailure(new IOException("secret"), Duration.ofSeconds(7), 2);
        return new SharedPoolSnapshot("p", PoolSnapshot.State.DRAINING, 16, 1, 2, 3, 4, 5, 6, 7, 8, failure, List.of());
    }

    private static SharedResourceSnapshot held(String key, long seconds) {
        return new SharedResourceSnapshot(key, 1, 2, 0, State.SHARED, 1, 0, Duration.ofSeconds(seconds), List.of());
    }

    @Test
    void whatThereIsNotIsNotCounted() {
        assertThat(new SharedText("full").counts(quiet()))
                .hasToString("full; 1 of 4 taken: 1 shared, 0 opening, 0 waiting");
    }

    @Test
    void whatThereIsIsCounted() {
        assertThat(new SharedText("full").counts(busy()))
                .hasToString("full; 15 of 16 taken: 1 shared, 5 opening, 2 in grace, 3 retired, 4 closing, 6 waiting;"
                        + " the pool is draining");
    }

    @Test
    void theLastFailureIsToldInTheWordsOfTheFactoryAndWhatIsLost() {
        assertThat(new SharedText("full").failure(quiet(), error -> "cleaned")).hasToString("full");
        assertThat(new SharedText("full").failure(busy(), error -> "cleaned"))
                .hasToString("full. Last open failed 7.0 s ago, 2 in a row: cleaned."
                        + " 7 lost: given up while they hang in the driver");
    }

    @Test
    void theOldestFourThatAreHeldAreTold() {
        SharedResourceSnapshot idle =
                new SharedResourceSnapshot("idle", 1, 1, 0, State.GRACE, 0, 0, Duration.ofSeconds(99), List.of());
        SharedResourceSnapshot oldest =
                new SharedResourceSnapshot("old", 1, 1, 0, State.RETIRED, 2, 1, Duration.ofSeconds(9), List.of(HOLDER));
        List<SharedResourceSnapshot> resources =
                new ArrayList<>(List.of(idle, held("b", 7), held("a", 8), oldest, held("c", 6)));
        String four = "full. Oldest: old generation 1, retired, 2 shares, held longest by thread worker for 3.0 s,"
                + " 1 abandoned; then a generation 2, 1 share; then b generation 2, 1 share;"
                + " then c generation 2, 1 share";
        assertThat(new SharedText("full").oldest(resources)).hasToString(four);
        resources.add(held("d", 1));
        resources.add(held("e", 2));
        assertThat(new SharedText("full").oldest(resources)).hasToString(four + "; and 2 more");
        assertThat(new SharedText("full").oldest(List.of(idle))).hasToString("full");
    }

    @Test
    void whatTheThreadHoldsItselfIsTold() {
        assertThat(new SharedText("full").selfHeld(0)).hasToString("full");
        assertThat(new SharedText("full").selfHeld(1))
                .hasToString("full. This thread holds 1 share of this pool itself: it may be waiting for itself");
        assertThat(new SharedText("full").selfHeld(2))
                .hasToString("full. This thread holds 2 shares of this pool itself: it may be waiting for itself");
    }
}

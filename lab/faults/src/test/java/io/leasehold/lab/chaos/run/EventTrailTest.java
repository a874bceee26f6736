package io.leasehold.lab.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.HolderSnapshot;
import io.leasehold.PoolEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTrailTest {

    private static PoolEvent heldBy(String thread) {
        HolderSnapshot holder = new HolderSnapshot(thread, 7, Duration.ofMillis(200), List.of(), true);
        return new PoolEvent("chaos", 1, Duration.ofMillis(200), null, holder, null);
    }

    @Test
    void reportsOfWhatIsHeldForTooLongAreCountedByItsHolder() {
        EventTrail trail = new EventTrail();
        trail.overdue(heldBy("worker-1"));
        trail.overdue(heldBy("worker-2"));
        trail.overdue(heldBy("worker-1"));
        assertThat(trail.overdueOf("worker-1")).isEqualTo(2);
        assertThat(trail.overdueOf("worker-2")).isOne();
        assertThat(trail.overdueOf("worker-3")).isZero();
    }
}

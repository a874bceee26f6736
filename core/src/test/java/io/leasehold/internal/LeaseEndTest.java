package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.internal.LeaseEnd.Kind;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long ago a lease ended, from a few bits. */
class LeaseEndTest {
    private static final long TICK = 1 << 26;

    @Test
    void noInstantIsTheTickThatSaysThatALeaseHasNotEnded() {
        for (long instant = -4 * TICK; instant <= 4 * TICK; instant += TICK / 2) {
            assertThat(LeaseEnd.tick(instant)).isNotZero();
        }
    }

    @Test
    void theTimeBetweenTwoTicksIsRightToAnEighthOfASecondAlsoWhereTicksWrap() {
        long hour = TimeUnit.HOURS.toNanos(1);
        for (long start : new long[] {0, hour, -hour, Integer.MAX_VALUE * TICK, Long.MAX_VALUE / 2}) {
            long between = LeaseEnd.between(LeaseEnd.tick(start), LeaseEnd.tick(start + hour));
            assertThat(between).isBetween(hour - 2 * TICK, hour + 2 * TICK);
        }
    }

    @Test
    void whatIsReadTheWrongWayRoundWasNow() {
        assertThat(LeaseEnd.between(LeaseEnd.tick(10 * TICK), LeaseEnd.tick(0))).isZero();
    }

    @Test
    void aRevokeAndAnAbandonmentAreAgainstTheHoldersWillAndNothingElse() {
        for (Kind kind : Kind.values()) {
            assertThat(new LeaseEnd(kind, null, null, null).againstHoldersWill())
                    .isEqualTo(kind == Kind.REVOKED || kind == Kind.ABANDONED);
        }
    }
}

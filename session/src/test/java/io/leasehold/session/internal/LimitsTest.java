package io.leasehold.session.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.session.SessionRefusedException;
import io.leasehold.session.SessionRegistry;
import org.junit.jupiter.api.Test;

/** Counts cannot drift. */
class LimitsTest {

    private final Limits limits = new Limits(SessionRegistry.named("limits")
            .maximumPerUser(2)
            .maximumPerAddress(1)
            .config());

    @Test
    void whatIsRefusedByALaterLimitIsNotCountedByAnEarlierOne() {
        Limits.LimitLease held = limits.open("ann", "here");
        assertThatThrownBy(() -> limits.open("bob", "here")).isInstanceOf(SessionRefusedException.class);
        assertThatThrownBy(() -> limits.open("bob", "here")).isInstanceOf(SessionRefusedException.class);
        limits.open("bob", "there").close();
        held.close();
        assertThat(limits.counts()).isZero();
    }

    @Test
    void aLeaseIsGivenBackOnce() {
        Limits.LimitLease first = limits.open("ann", "here");
        Limits.LimitLease second = limits.open("ann", "there");
        first.close();
        first.close();
        limits.open("ann", "elsewhere");
        assertThatThrownBy(() -> limits.open("ann", "nowhere")).isInstanceOf(SessionRefusedException.class);
        second.close();
    }
}

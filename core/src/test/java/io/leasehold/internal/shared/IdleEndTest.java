package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import io.leasehold.internal.shared.ShareStage.Held;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What nobody holds may be closed for that; what somebody holds, held in its grace, or what is retired may not. */
class IdleEndTest {

    private final ShareStage stage = new ShareStage(1);

    private boolean closeUnused(SharedResource<Object> resource) {
        boolean closed = stage.pool.closing.closeUnused(resource);
        stage.steps.runAll();
        return closed;
    }

    @Test
    void whatWasHeldInItsGraceIsNotClosedThoughNobodyHoldsItNow() {
        SharedResource<Object> resource = stage.idle("a");
        assertThat(resource.beginGrace()).isTrue();
        stage.share("a").giveBack();
        assertThat(closeUnused(resource)).isFalse();
        assertThat(stage.closes).isZero();
        assertThat(resourceOf(stage.share("a"))).isSameAs(resource);
    }

    @Test
    void whatNobodyHeldInItsGraceIsClosedOnce() {
        SharedResource<Object> resource = stage.idle("a");
        assertThat(resource.beginGrace()).isTrue();
        assertThat(closeUnused(resource)).isTrue();
        assertThat(closeUnused(resource)).isFalse();
        assertThat(stage.closes).isOne();
    }

    @Test
    void whatSomebodyHoldsIsNotClosed() {
        Held held = stage.share("a");
        stage.pool.closing.closeIdle(resourceOf(held), RetireReason.MADE_ROOM);
        stage.steps.runAll();
        assertThat(stage.closes).isZero();
        assertThat(resourceOf(stage.share("a"))).isSameAs(resourceOf(held));
    }

    /** A check holds a share of its own. */
    @Test
    void whatItsLastHolderLeavesWhileItIsCheckedIsClosedAfterTheCheck() {
        ShareStage brief =
                new ShareStage(settings -> settings.grace(Duration.ZERO).checkInterval(Duration.ofSeconds(5)));
        Held last = brief.waited("a");
        AtomicBoolean open = new AtomicBoolean();
        brief.withinCheck = () -> {
            last.giveBack();
            open.set(resourceOf(last).isOpen());
        };
        brief.steps.advance(5 * SECOND);
        brief.steps.upkeep();
        brief.steps.runAll();
        assertThat(brief.checks).isOne();
        assertThat(open).isTrue();
        assertThat(brief.closes).isOne();
    }

    /** It waits for whoever left it last to have it closed, and takes no share meanwhile. */
    @Test
    void whatIsRetiredStaysSoThoughNobodyHoldsIt() {
        SharedResource<Object> resource = stage.idle("a");
        Seat<Object> seat = Objects.requireNonNull(resource.share(Thread.currentThread(), "last"));
        resource.retire(RetireReason.RETIRED);
        seat.leave("last");
        assertThat(resource.closeIdle(RetireReason.IDLE)).isFalse();
        assertThat(resource.isRetired()).isTrue();
        assertThat(resource.reason).isEqualTo(RetireReason.RETIRED);
    }
}

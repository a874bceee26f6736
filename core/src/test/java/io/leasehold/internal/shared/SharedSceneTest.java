package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.byAnother;
import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.HolderSnapshot;
import io.leasehold.PoolClosedException;
import io.leasehold.Retirement;
import io.leasehold.SharedPoolSnapshot;
import io.leasehold.SharedResourceSnapshot;
import io.leasehold.internal.shared.ShareStage.Held;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a shared pool says of itself, in snapshots and in errors. */
class SharedSceneTest {

    @Test
    void aResourceSaysHowOldItIsAndWhoHasHeldItForHowLongTheLongestFirst() {
        ShareStage stage = new ShareStage(4);
        Held left = stage.share("a");
        stage.share("a");
        left.giveBack();
        stage.steps.advance(5 * SECOND);
        stage.share("a");
        stage.steps.advance(2 * SECOND);
        assertThat(stage.pool.snapshot().resources()).singleElement().satisfies(resource -> {
            assertThat(resource.key()).isEqualTo("a");
            assertThat(resource.generation()).isOne();
            assertThat(resource.slot()).isZero();
            assertThat(resource.state()).isEqualTo(SharedResourceSnapshot.State.SHARED);
            assertThat(resource.shares()).isEqualTo(2);
            assertThat(resource.abandoned()).isZero();
            assertThat(resource.age()).isEqualTo(Duration.ofSeconds(7));
            assertThat(resource.holders())
                    .extracting(HolderSnapshot::held)
                    .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
        });
    }

    @Test
    void theOldestResourceIsReadFirst() {
        ShareStage stage = new ShareStage(12);
        IntStream.range(0, 12).forEach(i -> stage.idle("key " + i));
        assertThat(stage.pool.snapshot().resources())
                .extracting(SharedResourceSnapshot::resource)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
        assertThat(resourceOf(stage.share("key 3"))).hasToString("#4");
    }

    @Test
    void whoIsAboutToSitDownIsCountedAndHasNoName() {
        ShareStage stage = new ShareStage(4);
        SharedResource<Object> resource = stage.idle("a");
        Objects.requireNonNull(resource.share(Thread.currentThread(), "taker"));
        assertThat(stage.pool.snapshot().resources()).singleElement().satisfies(read -> {
            assertThat(read.shares()).isOne();
            assertThat(read.holders()).isEmpty();
            assertThat(read.state()).isEqualTo(SharedResourceSnapshot.State.SHARED);
        });
    }

    @Test
    void theBeanShowsWhatASnapshotSays() {
        ShareStage stage = new ShareStage(8);
        IOException why = new IOException("moved");
        stage.share("retired");
        stage.idle("closing");
        stage.idle("in grace");
        stage.share("shared");
        stage.pool.retire("retired", Retirement.KEEP_HOLDERS, why);
        stage.pool.retire("closing", Retirement.KEEP_HOLDERS, why);
        stage.arrives("lost");
        stage.outlast(stage.pool.config.openTimeout());
        stage.arrives("opening");
        stage.arrives("opening");
        SharedPoolSnapshot now = stage.pool.snapshot();
        assertThat(now.taken()).isEqualTo(5);
        SharedMBean bean = new SharedMBean(stage.pool);
        assertThat(bean.getName()).isEqualTo("stage");
        assertThat(bean.getState()).isEqualTo("OPEN");
        assertThat(bean.getMaximum()).isEqualTo(8);
        assertThat(bean.getShared()).isOne();
        assertThat(bean.getInGrace()).isOne();
        assertThat(bean.getRetired()).isOne();
        assertThat(bean.getClosing()).isOne();
        assertThat(bean.getOpening()).isOne();
        assertThat(bean.getWaiting()).isEqualTo(2);
        assertThat(bean.getLost()).isOne();
        assertThat(bean.getShares()).isEqualTo(2);
        assertThat(bean.getHolders()).hasSize(2);
        assertThat(bean.getResources())
                .hasSize(4)
                .anyMatch(line -> line.equals("#1 for retired, retired, shares 1, opened 10.0 s ago"));
    }

    @Test
    void whoComesWhileItDrainsIsToldSoAndWhoComesAfterwardsThatItIsClosed() {
        ShareStage stage = new ShareStage(4);
        Held held = stage.share("a");
        AtomicReference<Throwable> meanwhile = new AtomicReference<>();
        stage.steps.whileParked = () -> {
            stage.steps.advance(SECOND);
            meanwhile.set(catchThrowable(() -> stage.pool.acquire("a", SECOND)));
            held.giveBack();
        };
        assertThat(stage.pool.drain(Duration.ofSeconds(9))).isTrue();
        assertThat(meanwhile.get())
                .isInstanceOf(PoolClosedException.class)
                .hasMessage("pool 'stage' is draining and shares nothing any more; waited 0.0 ms");
        assertThatThrownBy(() -> stage.pool.acquire("a", SECOND))
                .isInstanceOf(PoolClosedException.class)
                .hasMessage("pool 'stage' is closed and shares nothing any more; waited 0.0 ms");
    }

    @Test
    void whatOthersHoldIsNotToldAsOnesOwn() {
        ShareStage stage = new ShareStage(1);
        stage.idle("a");
        byAnother(() -> stage.share("a"));
        assertThat(catchThrowable(() -> stage.pool.acquire("b", 0)))
                .hasMessageContaining("held longest by thread another")
                .hasMessageNotContaining("This thread holds");
    }

    @Test
    void aKeyThatCannotSayWhatItIsCostsNothing() {
        ShareStage stage = new ShareStage(4);
        stage.withinText = () -> {
            throw new IllegalStateException("it has no text");
        };
        stage.idle("a");
        assertThat(stage.told)
                .contains("opened java.lang.String" + " (its text cannot be read: java.lang.IllegalStateException)");
    }

    private static final class Unspeakable extends Exception {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("it has no words");
        }
    }

    @Test
    void anErrorThatCannotSayWhatItIsCostsNothing() {
        ShareStage stage = new ShareStage(4);
        stage.openFailure = new Unspeakable();
        stage.steps.whileParked = stage.steps::runAll;
        assertThatThrownBy(() -> stage.pool.acquire("a", SECOND))
                .hasMessageContaining("cannot open a: " + Unspeakable.class.getName()
                        + " (its message cannot be read: java.lang.IllegalStateException)");
    }
}

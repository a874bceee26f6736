package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.TaskRunner.Registration;
import io.leasehold.spi.TaskRunner.Upkeep;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which upkeep runs at which tick; the test's own thread ticks, and no other is started. */
class HousekeeperTest {

    private static final long MS = 1_000_000;

    /** Soon wraps around. */
    private long now = Long.MAX_VALUE - 75 * MS;

    private final List<Long> coarse = new ArrayList<>();
    private final Housekeeper housekeeper = new Housekeeper(() -> now, coarse::add);

    private void tickAfter(long nanos) {
        now += nanos;
        housekeeper.tick();
    }

    /** Wants to run again after as long as it is told, by default never by itself. */
    private static final class Work implements Upkeep {

        long wants = Long.MAX_VALUE;
        Runnable within = () -> {};
        Runnable whenStalled = () -> {};
        final List<Long> ranAt = new ArrayList<>();
        int stalls;

        @Override
        public long run(long now) {
            ranAt.add(now);
            within.run();
            return wants;
        }

        @Override
        public void stalled() {
            stalls++;
            whenStalled.run();
        }

        int runs() {
            return ranAt.size();
        }
    }

    /** Whoever logs it meets another error. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("unreadable");
        }
    }

    @Test
    void anErrorThatCannotBeLoggedStopsNobody() {
        Work failing = kept();
        failing.within = () -> {
            throw new Unreadable();
        };
        failing.whenStalled = failing.within;
        Work other = kept();
        tickAfter(50 * MS);
        tickAfter(2_000 * MS);
        assertThat(failing.runs()).isEqualTo(2);
        assertThat(other.runs()).isOne();
        assertThat(other.stalls).isOne();
    }

    private Work kept() {
        Work work = new Work();
        housekeeper.keep(work);
        return work;
    }

    @Test
    void whatIsKeptRunsAtTheNextTickAndThenWhenItWantsTo() {
        Work work = kept();
        work.wants = 100 * MS;
        assertThat(work.runs()).isZero();
        housekeeper.tick();
        long first = now;
        assertThat(work.ranAt).containsExactly(first);
        tickAfter(100 * MS - 1);
        assertThat(work.ranAt).containsExactly(first);
        tickAfter(1);
        assertThat(work.ranAt).containsExactly(first, now);
    }

    @Test
    void whatWantsToRunAtOnceRunsAtEachTickOnce() {
        Work work = kept();
        work.wants = 0;
        housekeeper.tick();
        assertThat(work.runs()).isOne();
        tickAfter(50 * MS);
        assertThat(work.runs()).isEqualTo(2);
    }

    @Test
    void whatIsWokenRunsOnceAtTheNextTickHoweverOftenItIsWoken() {
        Work work = new Work();
        Registration kept = housekeeper.keep(work);
        housekeeper.tick();
        tickAfter(50 * MS);
        assertThat(work.runs()).isOne();
        kept.wake();
        kept.wake();
        tickAfter(50 * MS);
        assertThat(work.runs()).isEqualTo(2);
        tickAfter(50 * MS);
        assertThat(work.runs()).isEqualTo(2);
        kept.wake();
        tickAfter(50 * MS);
        assertThat(work.runs()).isEqualTo(3);
    }

    @Test
    void whatIsWokenWhileItRunsWaitsForTheNextTick() {
        Work work = new Work();
        Registration kept = housekeeper.keep(work);
        work.within = kept::wake;
        housekeeper.tick();
        assertThat(work.runs()).isOne();
        tickAfter(50 * MS);
        assertThat(work.runs()).isEqualTo(2);
    }

    @Test
    void whatFailsIsTriedAgainAfterASecondAndStopsNoOther() {
        Work fails = kept();
        SeenError error = new SeenError();
        fails.within = () -> {
            throw error;
        };
        Work other = kept();
        housekeeper.tick();
        assertThat(error.isLogged()).isTrue();
        assertThat(other.runs()).isOne();
        tickAfter(1_000 * MS - 1);
        assertThat(fails.runs()).isOne();
        tickAfter(1);
        assertThat(fails.runs()).isEqualTo(2);
    }

    @Test
    void aTickThatFailsIsLoggedAndTheNextOneComes() {
        SeenError error = new SeenError();
        List<Housekeeper> kept = new ArrayList<>();
        List<Long> published = new ArrayList<>();
        kept.add(new Housekeeper(() -> now, time -> {
            if (published.add(time) && published.size() == 1) {
                throw error;
            }
            kept.get(0).stop();
        }));
        kept.get(0).keepHouse();
        assertThat(error.isLogged()).isTrue();
        assertThat(published).hasSize(2);
    }

    @Test
    void whatIsClosedRunsNoMoreThoughItIsDueOrWasWoken() {
        Work work = new Work();
        work.wants = 100 * MS;
        Registration kept = housekeeper.keep(work);
        housekeeper.tick();
        kept.wake();
        kept.close();
        tickAfter(200 * MS);
        kept.wake();
        tickAfter(200 * MS);
        assertThat(work.runs()).isOne();
    }

    @Test
    void whatIsClosedBeforeItsFirstTickNeverRuns() {
        Work work = new Work();
        housekeeper.keep(work).close();
        housekeeper.tick();
        assertThat(work.runs()).isZero();
    }

    @Test
    void whatIsClosedIsLetGoAtTheNextTick() {
        Work stays = kept();
        WeakReference<Work> closed = ranAndClosed();
        housekeeper.tick();
        Patience.awaitCollected(closed);
        assertThat(stays.runs()).isOne();
    }

    private WeakReference<Work> ranAndClosed() {
        Work work = new Work();
        Registration kept = housekeeper.keep(work);
        housekeeper.tick();
        kept.close();
        return new WeakReference<>(work);
    }

    @Test
    void aTickThatIsMoreThanASecondLateIsAStallThatAllAreToldBeforeItsTimeIsShown() {
        Work one = kept();
        Work other = kept();
        List<Long> shown = new ArrayList<>();
        one.whenStalled = () -> shown.addAll(coarse);
        housekeeper.tick();
        tickAfter(1_050 * MS);
        assertThat(one.stalls).isZero();
        tickAfter(1_050 * MS + 1);
        assertThat(one.stalls).isOne();
        assertThat(other.stalls).isOne();
        assertThat(shown).hasSize(2).doesNotContain(now);
        tickAfter(50 * MS);
        assertThat(one.stalls).isOne();
    }

    @Test
    void whatFailsToTakeAStallStopsNoOther() {
        Work fails = kept();
        SeenError error = new SeenError();
        fails.whenStalled = () -> {
            throw error;
        };
        fails.wants = 0;
        Work other = kept();
        housekeeper.tick();
        tickAfter(2_000 * MS);
        assertThat(error.isLogged()).isTrue();
        assertThat(other.stalls).isOne();
        assertThat(fails.runs()).isEqualTo(2);
    }

    @Test
    void theTimeOfEachTickIsPublishedBeforeAnythingRuns() {
        List<Long> whenItRan = new ArrayList<>();
        kept().within = () -> whenItRan.addAll(coarse);
        housekeeper.tick();
        tickAfter(50 * MS);
        assertThat(coarse).containsExactly(now - 50 * MS, now);
        assertThat(whenItRan).containsExactly(now - 50 * MS);
    }
}

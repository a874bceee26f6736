package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.HolderSnapshot;
import io.leasehold.Pool;
import io.leasehold.RetireReason;
import io.leasehold.spi.SimpleResourceFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The words for times, threads, errors and ends of leases that logs and errors are put together from. */
class SceneWordsTest {

    private static final long MS = 1_000_000;

    private final IOException torn = new IOException("torn");

    @Test
    void aLengthOfTimeIsToldInTheUnitThatIsReadBest() {
        assertThat(Scene.words(0)).isEqualTo("0.0 ms");
        assertThat(Scene.words(1_234_567)).isEqualTo("1.2 ms");
        assertThat(Scene.words(10 * MS)).isEqualTo("10 ms");
        assertThat(Scene.words(999 * MS)).isEqualTo("999 ms");
        assertThat(Scene.words(1_000 * MS)).isEqualTo("1.0 s");
        assertThat(Scene.words(61_500 * MS)).isEqualTo("61.5 s");
    }

    @Test
    void aThreadIsCalledByItsNameOrElseByItsNumber() {
        Thread named = new Thread(() -> {}, "named");
        Thread nameless = new Thread(() -> {}, "");
        assertThat(Scene.name(named)).isEqualTo("named");
        assertThat(Scene.name(nameless)).isEqualTo("#" + ThreadIds.of(nameless));
    }

    @Test
    void aHolderIsDescribedIfThereIsOne() {
        HolderSnapshot holder = new HolderSnapshot("anna", 7, Duration.ofSeconds(2), List.of(), false);
        assertThat(Scene.words(holder)).isEqualTo("thread anna for 2.0 s");
        assertThat(Scene.words((HolderSnapshot) null)).isEqualTo("its holder is not known");
    }

    private static String ended(@Nullable LeaseEnd end) {
        return Scene.howEnded(end, new Thread(() -> {}, "anna"), 2_000 * MS, Throwable::getMessage);
    }

    @Test
    void aLeaseThatWasReturnedSaysByWhom() {
        assertThat(ended(LeaseEnd.RETURNED_BY_OWNER)).isEqualTo("was returned 2.0 s ago by its holder, thread anna");
        assertThat(ended(new LeaseEnd(LeaseEnd.Kind.RETURNED, null, "bert", null)))
                .isEqualTo("was returned 2.0 s ago by thread bert");
    }

    @Test
    void aLeaseThatWasRetiredSaysWhyAsFarAsThatIsKnown() {
        assertThat(ended(new LeaseEnd(LeaseEnd.Kind.RETIRED, RetireReason.BROKEN, null, null)))
                .isEqualTo("was retired (broken) 2.0 s ago by its holder, thread anna");
        assertThat(ended(new LeaseEnd(LeaseEnd.Kind.RETIRED, RetireReason.BROKEN, "bert", torn)))
                .isEqualTo("was retired (broken: torn) 2.0 s ago by thread bert");
    }

    @Test
    void aLeaseThatWasTakenAwaySaysWhyAndNamesNobody() {
        assertThat(ended(new LeaseEnd(LeaseEnd.Kind.REVOKED, RetireReason.REVOKED, "its term was over", null)))
                .isEqualTo("was revoked 2.0 s ago, since its term was over");
        assertThat(ended(new LeaseEnd(LeaseEnd.Kind.ABANDONED, RetireReason.ABANDONED, "it is garbage", null)))
                .isEqualTo("was taken back as abandoned 2.0 s ago, since it is garbage");
    }

    @Test
    void aLeaseWhoseEndIsNotWrittenDownYetHasJustEnded() {
        assertThat(ended(null)).isEqualTo("has just ended");
    }

    /** Says of an error what may be told; one kind it cannot even read. */
    private static final class Cleaning implements SimpleResourceFactory<Object> {

        @Override
        public Object open() {
            return new Object();
        }

        @Override
        public String textOf(Throwable error) {
            if (error instanceof UncheckedIOException) {
                throw new UnsupportedOperationException("what is this?");
            }
            return "cleaned";
        }
    }

    private static Scene<Object> scene() {
        Cleaning factory = new Cleaning();
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(factory).config(),
                new SimpleFactory<>(factory),
                new PoolSurroundings(new StillTicker(), new HeldRunner(), null, null));
        return pool.scene;
    }

    @Test
    void ofADriversErrorNothingIsToldButWhatItsFactorySays() {
        assertThat(scene().textOf(torn)).isEqualTo("cleaned");
    }

    @Test
    void whatThePoolItselfSaysIsToldAsItIs() {
        assertThat(scene().textOf(new GivenUp("it took too long"))).isEqualTo("it took too long");
        assertThat(scene().textOf(new FoundDead("it is dead"))).isEqualTo("it is dead");
        assertThat(scene().textOf(new ReturnedWhileInside("one was inside"))).isEqualTo("one was inside");
    }

    @Test
    void anErrorThatCannotBeReadIsCalledByItsClass() {
        assertThat(scene().textOf(new UncheckedIOException(torn)))
                .isEqualTo("java.io.UncheckedIOException"
                        + " (its message cannot be read: java.lang.UnsupportedOperationException)");
    }
}

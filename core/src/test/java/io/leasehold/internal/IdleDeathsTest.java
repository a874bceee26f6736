package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What deaths of the idle tell, at its edges. */
class IdleDeathsTest {

    private static final long MS = 1_000_000;
    private static final long MINUTE = 60_000 * MS;

    /** Soon wraps around. */
    private static final long START = Long.MAX_VALUE - 5;

    private final IdleDeaths deaths = new IdleDeaths();

    @Test
    void oneDeathIsTold() {
        deaths.died(3_400 * MS, true, START);
        assertThat(deaths.advice())
                .startsWith("1 idle resource was found dead after 3.4 s or more of idleness: something on the way");
    }

    @Test
    void severalAreToldWithTheYoungestOfThem() {
        deaths.died(3_400 * MS, true, START);
        deaths.died(2_400 * MS, true, START);
        deaths.died(4_400 * MS, true, START);
        deaths.lived(2_000 * MS);
        deaths.lived(1_000 * MS);
        assertThat(deaths.advice())
                .startsWith(
                        "3 idle resources were found dead after 2.4 s or more of idleness, none after 2.0 s or less:")
                .contains("about 2.4 s;");
    }

    @Test
    void whereOneThatWasIdleForAsLongLivesThereIsNoAdvice() {
        deaths.died(3_400 * MS, true, START);
        deaths.lived(3_400 * MS - 1);
        assertThat(deaths.advice()).isNotNull();
        deaths.lived(3_400 * MS);
        assertThat(deaths.advice()).isNull();
    }

    @Test
    void theLastSixteenCount() {
        deaths.died(1_000 * MS, true, START);
        for (int i = 1; i < 16; i++) {
            deaths.died(5_000 * MS, true, START);
        }
        assertThat(deaths.advice()).startsWith("16 idle resources were found dead after 1.0 s");
        deaths.died(5_000 * MS, true, START);
        assertThat(deaths.advice()).startsWith("16 idle resources were found dead after 5.0 s");
    }

    @Test
    void aDeathCountsFromAMinuteAfterAFailedOpenOn() {
        deaths.openFailed(START);
        deaths.died(3_400 * MS, true, START + MINUTE - 1);
        assertThat(deaths.advice()).isNull();
        deaths.died(3_400 * MS, true, START + MINUTE);
        assertThat(deaths.advice()).isNotNull();
    }

    @Test
    void aFailedOpenTakesBackTheDeathsOfTheMinuteBeforeIt() {
        deaths.died(3_400 * MS, true, START);
        deaths.openFailed(START + MINUTE);
        assertThat(deaths.advice()).isNotNull();
        deaths.openFailed(START + MINUTE - 1);
        assertThat(deaths.advice()).isNull();
    }

    @Test
    void theLogHasTheAdviceAgainOnceSomethingDiesThatBecameIdleAfterIt() {
        deaths.died(3_400 * MS, true, START);
        assertThat(deaths.adviceOnce(START - 3_400 * MS, START)).contains("3.4 s");
        assertThat(deaths.adviceOnce(START, START + MS))
                .as("idle already when it was told")
                .isNull();
        assertThat(deaths.adviceOnce(START + 1, START + MS)).contains("3.4 s");
        assertThat(deaths.adviceOnce(START + 1, START + 2 * MS)).isNull();
    }

    @Test
    void whereThereWasNoAdviceNoneWasTold() {
        assertThat(deaths.adviceOnce(START - 1, START)).isNull();
        deaths.died(3_400 * MS, true, START);
        assertThat(deaths.adviceOnce(START - 1, START)).isNotNull();
    }

    private static Stream<Named<Consumer<IdleDeaths>>> acts() {
        return Stream.of(
                Named.of("died", deaths -> deaths.died(1, true, START)),
                Named.of("died of something else", deaths -> deaths.died(1, false, START)),
                Named.of("openFailed", deaths -> deaths.openFailed(START)),
                Named.of("lived", deaths -> deaths.lived(1)),
                Named.of("adviceOnce", deaths -> deaths.adviceOnce(START, START)),
                Named.of("advice", IdleDeaths::advice));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void noActKeepsAnotherThreadOut(Consumer<IdleDeaths> act) {
        act.accept(deaths);
        Patience.byAnother(deaths::advice);
    }
}

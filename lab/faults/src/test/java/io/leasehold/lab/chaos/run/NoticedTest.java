package io.leasehold.lab.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoticedTest {
    private static final long IN_ORDER = 0;
    private static final long STOOD_STILL = 700;

    private final Judge judge = new Judge();

    @Test
    void noAcquireMayBeRefusedWhereEverybodyMustBeServed() {
        new Noticed(0, 1).judge(Mishap.Unnoticed.BY_ALL, judge, IN_ORDER);
        assertThat(judge.violations()).extracting(Violation::invariant).containsExactly(Invariant.I2);
        assertThat(judge.doubts()).isEmpty();
    }

    @Test
    void anAcquireMayBeRefusedWhereHoldersAloneMustNotice() {
        new Noticed(0, 1).judge(Mishap.Unnoticed.BY_HOLDERS, judge, IN_ORDER);
        assertThat(judge.violations()).isEmpty();
        new Noticed(1, 0).judge(Mishap.Unnoticed.BY_HOLDERS, judge, IN_ORDER);
        assertThat(judge.violations()).extracting(Violation::invariant).containsExactly(Invariant.I4);
    }

    @Test
    void aMachineThatStoodStillMakesADoubtAndNoViolation() {
        new Noticed(2, 3).judge(Mishap.Unnoticed.BY_ALL, judge, STOOD_STILL);
        assertThat(judge.violations()).isEmpty();
        assertThat(judge.doubts()).hasSize(2).allMatch(doubt -> doubt.contains("stood still for 700 ms"));
    }

    @Test
    void whereNothingWasNoticedALateMachineMakesNoDoubt() {
        new Noticed(0, 0).judge(Mishap.Unnoticed.BY_ALL, judge, STOOD_STILL);
        assertThat(judge.doubts()).isEmpty();
    }

    @Test
    void whatWasNoticedBeforeDoesNotCount() {
        assertThat(new Noticed(5, 7).since(new Noticed(5, 6))).isEqualTo(new Noticed(0, 1));
    }
}

package io.leasehold.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EffortTest {
    @Test
    void onlyWhereNothingIsJudgedDoForksRunSideBySide() {
        assertThat(Effort.SMOKE.judged()).isFalse();
        assertThat(Effort.SMOKE.atOnce()).isEqualTo(2);
        assertThat(Effort.QUICK.atOnce()).isEqualTo(1);
        assertThat(Effort.FULL.atOnce()).isEqualTo(1);
    }
}

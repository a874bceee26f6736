package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NanosTest {

    @Test
    void aLengthOfTimeIsItsNanosecondsAndMinusOneIfItIsNegative() {
        assertThat(Nanos.of(Duration.ofMillis(2))).isEqualTo(2_000_000);
        assertThat(Nanos.of(Duration.ZERO)).isZero();
        assertThat(Nanos.of(Duration.ofNanos(-5))).isEqualTo(-1);
        assertThat(Nanos.of(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(-1);
    }

    @Test
    void whatIsLongerThanAHundredYearsIsForEverAndStillToldFromThePast() {
        long ever = Nanos.of(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(Nanos.of(Duration.ofDays(36_500))).isLessThan(ever);
        assertThat(Nanos.of(Duration.ofNanos(ever))).isEqualTo(ever);
        assertThat(Nanos.of(Duration.ofNanos(ever - 1))).isEqualTo(ever - 1);
        assertThat(Nanos.of(Duration.ofNanos(ever + 1))).isEqualTo(ever);
        long now = Long.MAX_VALUE - 1;
        assertThat(now + ever - now).isPositive();
    }
}

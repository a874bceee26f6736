package io.leasehold.lab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The target is the lower of two shares. */
class RateVerdictTest {
    @Test
    void aSlowDriverMakesTheBareOneTheTarget() {
        assertThat(RateVerdict.ofRate(60, 100, 100)).contains("that by the bare driver: reached");
        assertThat(RateVerdict.ofRate(59, 100, 100)).contains("that by the bare driver: missed");
    }

    @Test
    void whereHivesDriverCannotDoMoreItIsTheTarget() {
        assertThat(RateVerdict.ofRate(34, 100, 40)).contains("that by the ceiling: reached");
        assertThat(RateVerdict.ofRate(33, 100, 40)).contains("that by the ceiling: missed");
    }

    @Test
    void eightMegabytesMayBeKept() {
        assertThat(RateVerdict.ofMemory(8 << 20)).contains("8.0 MB").endsWith("reached");
        assertThat(RateVerdict.ofMemory((8 << 20) + 1)).endsWith("missed");
    }
}

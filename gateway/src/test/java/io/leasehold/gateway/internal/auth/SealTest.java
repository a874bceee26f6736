package io.leasehold.gateway.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealTest {

    private final Seal seal = new Seal(new SecureRandom());

    @Test
    void theSamePartsHaveTheSameSealAndOthersAnother() {
        assertThat(seal.of("login", "ann", "sesame")).isEqualTo(seal.of("login", "ann", "sesame"));
        assertThat(seal.of("login", "ann", "sesame")).isNotEqualTo(seal.of("login", "bob", "sesame"));
        assertThat(seal.of("login", "ann")).isNotEqualTo(new Seal(new SecureRandom()).of("login", "ann"));
    }

    @Test
    void whatStandsInOnePartCannotPassForWhatStandsInTwo() {
        assertThat(seal.of("ab", "c")).isNotEqualTo(seal.of("a", "bc")).isNotEqualTo(seal.of("abc"));
        assertThat(seal.of("a", "")).isNotEqualTo(seal.of("a")).isNotEqualTo(seal.of("", "a"));
    }
}

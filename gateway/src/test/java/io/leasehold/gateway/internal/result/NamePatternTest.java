package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What clients write for names, as drivers read it. */
class NamePatternTest {

    @Test
    void nothingMeansAnything() {
        for (String text : new String[] {null, "", "%", "*"}) {
            assertThat(NamePattern.of(text).forDriver("\\")).isEqualTo("%");
            assertThat(NamePattern.of(text).isName()).isFalse();
            assertThat(NamePattern.of(text).matches("any\nthing")).isTrue();
        }
    }

    @Test
    void bothOfHivesWildcardsAreTheDriversOne() {
        assertThat(NamePattern.of("a*b%c_d").forDriver("\\")).isEqualTo("a%b%c_d");
    }

    @Test
    void whatIsEscapedIsEscapedAsTheDriverWantsIt() {
        assertThat(NamePattern.of("a\\_b\\%\\*").forDriver("\\")).isEqualTo("a\\_b\\%*");
        assertThat(NamePattern.of("a\\_b").forDriver("#")).isEqualTo("a#_b");
        assertThat(NamePattern.of("a#b\\\\").forDriver("#")).isEqualTo("a##b\\");
        assertThat(NamePattern.of("a\\").forDriver("\\")).isEqualTo("a\\\\");
    }

    @Test
    void namesMatchWhateverTheCaseOfTheirLetters() {
        assertThat(NamePattern.of("pg\\_%").matches("PG_CATALOG")).isTrue();
        assertThat(NamePattern.of("pg\\_%").matches("pgx")).isFalse();
        assertThat(NamePattern.of("a_c").matches("abc")).isTrue();
        assertThat(NamePattern.of("a.c").matches("abc")).isFalse();
    }

    @Test
    void aNameMayHaveUnderscores() {
        assertThat(NamePattern.of("information_schema").isName()).isTrue();
        assertThat(NamePattern.of("information\\_schema").name()).isEqualTo("information_schema");
        assertThat(NamePattern.of("a\\%").isName()).isTrue();
        assertThat(NamePattern.of("a%").isName()).isFalse();
    }
}

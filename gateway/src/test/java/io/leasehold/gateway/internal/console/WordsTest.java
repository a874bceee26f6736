package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void durationsHaveOneUnitOrTwo() {
        assertThat(Words.of(Duration.ZERO)).isEqualTo("0 ms");
        assertThat(Words.of(Duration.ofMillis(-5))).isEqualTo("0 ms");
        assertThat(Words.of(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Words.of(Duration.ofMillis(1_260))).isEqualTo("1.2 s");
        assertThat(Words.of(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Words.of(Duration.ofSeconds(60))).isEqualTo("1 min");
        assertThat(Words.of(Duration.ofSeconds(252))).isEqualTo("4 min 12 s");
        assertThat(Words.of(Duration.ofMinutes(64))).isEqualTo("1 h 4 min");
        assertThat(Words.of(Duration.ofHours(51))).isEqualTo("2 d 3 h");
    }

    @Test
    void whatCannotBeSeenIsAMark() {
        assertThat(Words.shown("a\u0000b\u202ec\nd\ud800e")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde");
        assertThat(Words.shown("Zoë 雪 🐘 <b>")).isEqualTo("Zoë 雪 🐘 <b>");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(Words.shown("🐘".repeat(301))).isEqualTo("🐘".repeat(300) + "…");
    }

    @Test
    void anIdIsBriefOnlyIfItIsLong() {
        assertThat(Words.brief("9f31c6de8a27")).isEqualTo("9f31c6de8a27");
        assertThat(Words.brief("9f31c6de8a27d4e0")).isEqualTo("9f31c6de…");
    }
}

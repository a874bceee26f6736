package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told keeps nobody from what comes behind it. */
class TellingTest {

    @Test
    void whoCannotNameWhatItMadeIsNamedByItsError() {
        assertThat(Telling.name(() -> "a connection")).isEqualTo("a connection");
        assertThat(Telling.name(() -> {
                    throw new IllegalStateException("it has no name");
                }))
                .contains("cannot name it")
                .contains("IllegalStateException")
                .doesNotContain("it has no name");
    }
}

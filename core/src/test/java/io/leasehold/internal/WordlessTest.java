package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the log may show of an error where it shows a stack. */
class WordlessTest {

    private static IOException failure() {
        return new IOException("no login with hunter2");
    }

    @Test
    void itHasTheClassesAndFramesOfAnErrorAndItsCausesAndNoneOfTheirWords() {
        IOException cause = failure();
        IllegalStateException error = new IllegalStateException("cannot log in with hunter2", cause);
        Wordless told = Wordless.of(error);
        assertThat(told).hasMessage("java.lang.IllegalStateException");
        assertThat(told.getStackTrace()).containsExactly(error.getStackTrace());
        assertThat(told.getCause()).isInstanceOf(Wordless.class).hasMessage("java.io.IOException");
        assertThat(told.getCause().getStackTrace()).containsExactly(cause.getStackTrace());
        assertThat(told.getCause().getCause()).isNull();
    }

    @Test
    void aChainOfCausesThatBitesItsTailIsCutOff() {
        Exception head = new Exception("head");
        Exception tail = new Exception("tail", head);
        head.initCause(tail);
        int causes = 0;
        for (Throwable each = Wordless.of(head).getCause(); each != null; each = each.getCause()) {
            causes++;
        }
        assertThat(causes).isEqualTo(20);
    }
}

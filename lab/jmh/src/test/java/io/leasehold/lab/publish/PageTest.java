package io.leasehold.lab.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageTest {
    private final Page page = new Page("""
            before
            <!-- measured: bench -->
            old
            <!-- end of measured: bench -->
            after
            """);

    @Test
    void onlyTheNamedPartIsWritten() {
        assertThat(page.with("bench", "new\n").text()).isEqualTo("""
                        before
                        <!-- measured: bench -->

                        new

                        <!-- end of measured: bench -->
                        after
                        """);
    }

    @Test
    void writingItAgainChangesNothing() {
        assertThat(page.with("bench", "new").with("bench", "new")).isEqualTo(page.with("bench", "new"));
    }

    @Test
    void aPageWithoutThePartIsRefused() {
        assertThatThrownBy(() -> page.with("wait", "new"))
                .hasMessage("the page has no part between \"<!-- measured: wait -->\" and"
                        + " \"<!-- end of measured: wait -->\".");
    }
}

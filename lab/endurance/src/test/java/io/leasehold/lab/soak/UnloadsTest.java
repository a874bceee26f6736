package io.leasehold.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The library in a class loader of its own. */
class UnloadsTest {
    private static final Progress SILENT = new Progress(new PrintStream(OutputStream.nullOutputStream()));

    @Test
    void p12TheLibraryIsCollectedOnceItIsClosed() throws Exception {
        Unloads.Found found = new Unloads(Planted.NONE, Duration.ofSeconds(60)).run(2, SILENT);
        assertThat(found.missed()).isEmpty();
        assertThat(found.collected()).isEqualTo(2);
    }

    @Test
    void aLoaderThatIsKeptIsMissed() throws Exception {
        Unloads.Found found = new Unloads(Planted.LOADERS, Duration.ofMillis(200)).run(10, SILENT);
        assertThat(found.collected()).isLessThan(10);
        assertThat(found.missed()).isNotEmpty();
    }
}

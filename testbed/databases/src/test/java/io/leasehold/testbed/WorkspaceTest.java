package io.leasehold.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    private static final int SWEEPERS = 8;

    /** No process has so great a number. */
    private static final String ORPHAN = "999999999-1-h2";

    @Test
    void manySweepWhatOneHasLeft(@TempDir Path runs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SWEEPERS);
        CyclicBarrier together = new CyclicBarrier(SWEEPERS);
        Callable<Boolean> sweeper = () -> {
            together.await(60, TimeUnit.SECONDS);
            Workspace.sweep(runs);
            return true;
        };
        try {
            for (int round = 0; round < 20; round++) {
                leave(runs.resolve(ORPHAN));
                for (Future<Boolean> sweep : threads.invokeAll(Collections.nCopies(SWEEPERS, sweeper))) {
                    assertThat(sweep.get()).isTrue();
                }
                Workspace.sweep(runs);
                assertThat(runs).isEmptyDirectory();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatLivingJvmsWorkOnIsLeftAlone(@TempDir Path runs) throws Exception {
        Path own = runs.resolve(ProcessHandle.current().pid() + "-1-h2");
        leave(own);
        Workspace.sweep(runs);
        assertThat(own).isNotEmptyDirectory();
    }

    private static void leave(Path directory) throws IOException {
        for (int folder = 0; folder < 8; folder++) {
            Path inside = Files.createDirectories(directory.resolve("folder" + folder));
            for (int file = 0; file < 16; file++) {
                Files.createFile(inside.resolve("file" + file));
            }
        }
    }
}

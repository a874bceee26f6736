package io.leasehold.drills.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HBaseProcessTest {

    @Test
    void whatDoesNotStartSaysTheLastItHeardAndLeavesNoProcess(@TempDir Path nothing) {
        assertThatThrownBy(() -> new HBaseProcess(List.of(nothing)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("HBase did not start; the last it said: ")
                .hasMessageContaining("HBaseServer");
        assertThat(childrenOf(HBaseProcess.MAIN)).isEmpty();
    }

    /** Other drills start and end processes of their own meanwhile. */
    private static List<String> childrenOf(String main) {
        return ProcessHandle.current()
                .children()
                .map(child -> child.info().commandLine().orElse(""))
                .filter(line -> line.contains(main))
                .toList();
    }
}

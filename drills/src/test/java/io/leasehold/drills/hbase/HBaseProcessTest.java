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
        long before = children();
        assertThatThrownBy(() -> new HBaseProcess(List.of(nothing)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("HBase did not start; the last it said: ")
                .hasMessageContaining("HBaseServer");
        assertThat(children()).isEqualTo(before);
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }
}

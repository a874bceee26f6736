package io.leasehold.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.chaos.run.Threads;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Jdk OLD = new Jdk(Path.of("jdk-17"), "17.0.15");
    private static final Jdk NEW = new Jdk(Path.of("jdk-25"), "25.0.1");

    private final List<Long> seeds =
            LongStream.range(0, Matrix.CELLS.size()).boxed().toList();

    private List<Long> onVirtualThreadsAlone() {
        return seeds.stream()
                .filter(seed -> Matrix.of(seed).row().threads() == Threads.VIRTUAL)
                .toList();
    }

    @Test
    void whatNeedsVirtualThreadsCannotBeRunWithoutThemAndSaysSo() {
        Lanes lanes = new Lanes(seeds, OLD);
        assertThat(onVirtualThreadsAlone()).isNotEmpty().allSatisfy(seed -> {
            assertThat(lanes.isPossible(seed)).isFalse();
            assertThat(lanes.whyNot(seed)).contains("virtual threads", "--jdk25");
        });
        assertThat(lanes.count())
                .isEqualTo(seeds.size() - onVirtualThreadsAlone().size());
    }

    @Test
    void whereThereAreVirtualThreadsAllCanBeRun() {
        Lanes lanes = new Lanes(seeds, NEW);
        assertThat(lanes.count()).isEqualTo(seeds.size());
        assertThat(seeds).allMatch(lanes::isPossible);
    }
}

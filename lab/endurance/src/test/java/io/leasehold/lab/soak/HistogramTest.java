package io.leasehold.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Endpoint;
import java.lang.ref.Reference;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How live objects are counted. */
class HistogramTest {
    private static final String TEXT = """
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:          1000          64000  [B (java.base@17)
           2:            10            240  io.leasehold.internal.Waiter
           3:             5            120  io.leasehold.lab.soak.Gate
        Total          1015          64360
        """;

    @Test
    void theLibrarysObjectsAreCountedWithoutTheLabs() {
        Histogram read = Histogram.parse(TEXT);
        assertThat(read.objects()).isEqualTo(10);
        assertThat(read.bytes()).isEqualTo(64_360);
    }

    @Test
    void whatGrewIsNamedMostFirst() {
        Histogram before = Histogram.parse(TEXT);
        Histogram after = Histogram.parse(TEXT.replace(" 10  ", " 70  ").replace("1000  ", "1001  "));
        assertThat(after.grownMost(before, 5)).containsExactly("+60 io.leasehold.internal.Waiter", "+1 [B");
    }

    @Test
    void theJvmCountsWhatIsAlive() {
        long before = Histogram.take().objects();
        List<Endpoint> leaked = IntStream.range(0, 5_000).mapToObj(Endpoint::of).toList();
        long after = Histogram.take().objects();
        Reference.reachabilityFence(leaked);
        assertThat(after - before).isBetween(4_000L, 6_000L);
    }
}

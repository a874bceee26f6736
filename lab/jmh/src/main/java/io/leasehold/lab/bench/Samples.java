package io.leasehold.lab.bench;

import io.leasehold.lab.Median;
import java.util.List;

/** The forks of one contestant in one setting. Immutable. */
record Samples(List<Sample> forks) {
    /** Whether there are enough to say of anything that it is so. */
    boolean decide() {
        return forks.size() >= Median.FEWEST_THAT_DECIDE;
    }

    double median() {
        return Median.of(forks, Sample::perMicrosecond);
    }

    double bytes() {
        return Median.of(forks, Sample::bytes);
    }

    double lowest() {
        return forks.stream().mapToDouble(Sample::perMicrosecond).min().orElseThrow();
    }

    double highest() {
        return forks.stream().mapToDouble(Sample::perMicrosecond).max().orElseThrow();
    }
}

package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One comparison of the report. Immutable.
 *
 * @param profile what is equal between the contestants
 * @param contestants the first is what the others are compared with
 */
record Row(Setting setting, String profile, List<? extends Contestant> contestants) {
    String title() {
        return setting.title() + "; " + profile;
    }

    /** A contestant in the same setting of two rows is the same fork in both. */
    Stream<Fork> forks() {
        return contestants.stream().map(this::fork);
    }

    Fork fork(Contestant contestant) {
        return new Fork(setting, contestant);
    }
}

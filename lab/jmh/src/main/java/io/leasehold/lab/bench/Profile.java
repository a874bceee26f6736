package io.leasehold.lab.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Runs forks once each under JMH's profilers and prints what those say; the figures are not the pools' own then. */
final class Profile {
    private static final Effort EFFORT = new Effort("profile", false, 1, 3, 3, 1_000, 0);

    private final PrintStream out;
    private final List<String> profilers;

    /** @param profilers by JMH's names, each with its settings after a colon if it has any */
    Profile(PrintStream out, List<String> profilers) {
        this.out = out;
        this.profilers = profilers;
    }

    void run(Stream<Fork> forks) {
        forks.distinct().forEach(fork -> {
            out.printf("%n%s%n", fork);
            RunResult result = fork.measure(EFFORT, profilers);
            print("", result.getPrimaryResult());
            result.getSecondaryResults().forEach(this::print);
        });
    }

    private void print(String name, Result<?> result) {
        out.printf(
                "  %-32s %12.3f %s%n", name.isEmpty() ? "throughput" : name, result.getScore(), result.getScoreUnit());
        String more = result.extendedInfo();
        if (!name.isEmpty() && !more.isBlank()) {
            out.println(more);
        }
    }
}

package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.LeaseholdFacts;
import io.leasehold.lab.peers.Price;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One JVM that measures one contestant in one setting, through JMH. Immutable. */
record Fork(Setting setting, Contestant contestant) {
    /** Far beyond half a second and its set-up; JMH's own ten minutes make a contestant that hangs cost a quarter of an hour. */
    private static final TimeValue HANGS_AFTER = TimeValue.seconds(60);

    Sample run(Effort effort) {
        RunResult result = measure(effort, List.of());
        return new Sample(result.getPrimaryResult().getScore(), bytes(result));
    }

    /** @param profilers besides JMH's for allocation */
    RunResult measure(Effort effort, List<String> profilers) {
        try {
            return new Runner(options(effort, profilers)).run().iterator().next();
        } catch (RunnerException | RuntimeException e) {
            // of the second kind is what JMH throws if the JVM that it asks for its properties takes too long
            throw new IllegalStateException("The fork for " + this + " failed: " + e.getMessage(), e);
        }
    }

    private Options options(Effort effort, List<String> profilers) {
        boolean floor = contestant == Floor.CONTESTANT;
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(
                        floor
                                ? Workload.pattern(Floor.class, "cycle")
                                : setting.workload().pattern());
        if (setting.workload().opensPools() && !floor) {
            options.param("contestant", contestant.id())
                    .param("poolSize", Integer.toString(setting.poolSize()))
                    .param("burnNanos", Long.toString(setting.burnNanos()));
        }
        if (setting.workload().isShared()) {
            options.param("contestant", contestant.id());
        }
        if (setting.workload().isKeyed()) {
            options.param("contestant", contestant.id())
                    .param("endpoints", Integer.toString(setting.workload().endpoints()));
        }
        for (String profiler : profilers) {
            String[] nameAndSettings = profiler.split(":", 2);
            options.addProfiler(nameAndSettings[0], nameAndSettings.length == 1 ? "" : nameAndSettings[1]);
        }
        return options.threads(setting.workload().threads)
                .forks(1)
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.iterationMillis()))
                .measurementIterations(effort.measurements())
                .measurementTime(TimeValue.milliseconds(effort.iterationMillis()))
                .jvm(setting.jdk().java())
                .jvmArgs(jvmArguments(effort).toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .timeout(HANGS_AFTER)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private List<String> jvmArguments(Effort effort) {
        List<String> arguments = new ArrayList<>(List.of(
                setting.collector().flag, "-Xms1g", "-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
        if (!effort.judged()) {
            // what runs once and cold is not worth the optimizing compiler's time, of which a smoke run has little
            arguments.add("-XX:TieredStopAtLevel=1");
        }
        if (setting.jdk().warnsOfUnsafe()) {
            arguments.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (contestant instanceof Price price) {
            arguments.add(price.jvmArgument());
        }
        if (contestant instanceof LeaseholdFacts facts) {
            arguments.addAll(facts.jvmArguments());
        }
        return arguments;
    }

    private static double bytes(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(entry -> ((Result<?>) entry.getValue()).getScore())
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return contestant.id() + ", " + setting.title();
    }
}

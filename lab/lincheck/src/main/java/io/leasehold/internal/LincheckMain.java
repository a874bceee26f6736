package io.leasehold.internal;

import io.leasehold.internal.shared.SharedCountLaw;
import io.leasehold.internal.shared.SharedCountSpecification;
import io.leasehold.internal.shared.SharedEndingLaw;
import io.leasehold.internal.shared.SharedEndingSpecification;
import io.leasehold.internal.shared.SharedRetirementLaw;
import io.leasehold.internal.shared.SharedRetirementSpecification;
import io.leasehold.lab.sessions.SessionLaw;
import io.leasehold.lab.sessions.SessionSpecification;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The part of lab/races that compares internals with sequential specifications. */
@Command(name = "lincheck", mixinStandardHelpOptions = true)
final class LincheckMain implements Callable<Integer> {
    @Option(names = "--scenarios", defaultValue = "40", description = "Random scenarios for each law and strategy.")
    private int scenarios;

    @Option(names = "--invocations", defaultValue = "2000", description = "Interleavings tried for each scenario.")
    private int invocations;

    @Option(names = "--only", defaultValue = "", description = "Only laws whose name contains this.")
    private String only = "";

    /** Whose invocations take a hundred times as long as those of a word: a whole registry, and a line that is looked through anew. */
    private static final Set<Class<?>> SLOW = Set.of(SessionLaw.class, CancelledWaitLaw.class);

    private static final int MOST_SLOW_SCENARIOS = 20;
    private static final int MOST_SLOW_INVOCATIONS = 200;

    /** Each with what it is compared with; a law that judges itself, at rest, with itself. */
    private final Map<Class<?>, Class<?>> laws =
            new TreeMap<>((a, b) -> a.getName().compareTo(b.getName()));

    LincheckMain() {
        laws.put(PlaceLaw.class, PlaceSpecification.class);
        laws.put(WaitLineLaw.class, WaitLineSpecification.class);
        laws.put(CancelledWaitLaw.class, CancelledWaitLaw.class);
        laws.put(GroupRoomLaw.class, GroupRoomLaw.class);
        laws.put(SharedCountLaw.class, SharedCountSpecification.class);
        laws.put(SharedEndingLaw.class, SharedEndingSpecification.class);
        laws.put(SharedRetirementLaw.class, SharedRetirementSpecification.class);
        laws.put(SessionLaw.class, SessionSpecification.class);
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LincheckMain()).execute(arguments));
    }

    @Override
    public Integer call() {
        boolean held = true;
        for (Map.Entry<Class<?>, Class<?>> law : laws.entrySet()) {
            if (!law.getKey().getSimpleName().contains(only)) {
                continue;
            }
            int fewer = invocations(law.getKey());
            held &= holds(law.getKey(), "model checking", fewer, () -> modelChecked(law.getKey(), law.getValue()));
            held &= holds(law.getKey(), "stress", invocations, () -> stressed(law.getKey(), law.getValue()));
        }
        return held ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean holds(Class<?> law, String strategy, int most, Runnable check) {
        long start = System.nanoTime();
        String verdict = "held";
        try {
            check.run();
        } catch (AssertionError broken) {
            verdict = "BROKEN";
            System.out.println(broken.getMessage());
        }
        System.out.printf(
                "  %-20s %-15s %-6s %d scenarios, %d interleavings each at most, %.0f s%n",
                law.getSimpleName(), strategy, verdict, scenarios(law), most, (System.nanoTime() - start) / 1e9);
        return verdict.equals("held");
    }

    private int scenarios(Class<?> law) {
        return SLOW.contains(law) ? Math.max(3, Math.min(scenarios / 4, MOST_SLOW_SCENARIOS)) : scenarios;
    }

    private int invocations(Class<?> law) {
        return SLOW.contains(law) ? Math.min(invocations / 10, MOST_SLOW_INVOCATIONS) : invocations;
    }

    private void modelChecked(Class<?> law, Class<?> specification) {
        new ModelCheckingOptions()
                .iterations(scenarios(law))
                .invocationsPerIteration(invocations(law))
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .sequentialSpecification(specification)
                .verifier(verifier(law, specification))
                .check(law);
    }

    private static Class<? extends Verifier> verifier(Class<?> law, Class<?> specification) {
        return law == specification ? EpsilonVerifier.class : LinearizabilityVerifier.class;
    }

    private void stressed(Class<?> law, Class<?> specification) {
        new StressOptions()
                .iterations(scenarios(law))
                .invocationsPerIteration(invocations)
                .threads(2)
                .actorsPerThread(4)
                .actorsBefore(2)
                .actorsAfter(2)
                .sequentialSpecification(specification)
                .verifier(verifier(law, specification))
                .check(law);
    }
}

package io.leasehold.drills;

import io.leasehold.drills.pools.PoolLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a drill on a stage of its own and makes an outcome of whatever happens: findings, a fault that could not be
 * injected, an error, or no end at all. For one thread.
 */
public final class DrillRunner {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Duration patience;

    public DrillRunner() {
        this(PATIENCE);
    }

    /** @param patience how long a drill may take, in whole seconds */
    DrillRunner(Duration patience) {
        this.patience = patience;
        PoolLog.prepare();
    }

    /** What the drill, on a thread of its own, leaves for the outcome. */
    private static final class Result {
        private volatile @Nullable Stage stage;
        private volatile List<Finding> findings = List.of();
        private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();

        /** The first error counts: that a drill was interrupted says only that patience with it was over. */
        void broken(Throwable by) {
            error.compareAndSet(null, by);
        }
    }

    public <S extends Stage> Outcome run(Drill<S> drill, Contestant<S> contestant) throws InterruptedException {
        long began = System.nanoTime();
        Evidence evidence = new Evidence();
        Result result = new Result();
        Crew crew = new Crew();
        Crew.Member<?> member = crew.start("drill-" + drill.name(), () -> {
            perform(drill, contestant, evidence, result);
            return true;
        });
        if (!member.awaitDone(patience)) {
            result.broken(new IllegalStateException("the drill did not end within " + patience.toSeconds() + " s"));
            crew.close();
        }
        return outcome(drill, contestant.kind(), evidence, result, Duration.ofNanos(System.nanoTime() - began));
    }

    private static <S extends Stage> void perform(
            Drill<S> drill, Contestant<S> contestant, Evidence evidence, Result result) {
        try (S stage = contestant.stages().open(evidence)) {
            result.stage = stage;
            result.findings = drill.run(stage);
        } catch (Throwable e) {
            result.broken(e);
        }
    }

    private static Outcome outcome(Drill<?> drill, String kind, Evidence evidence, Result result, Duration took) {
        Stage stage = result.stage;
        Throwable error = result.error.get();
        return new Outcome(
                drill.name(),
                drill.incident(),
                stage == null ? kind : stage.contestant(),
                stage == null ? List.of() : stage.settings(),
                verdict(result.findings, error),
                reason(error),
                evidence.entries(),
                evidence.figures(),
                result.findings,
                took,
                error);
    }

    /** The one rule by which every drill is judged, on whichever pool. */
    static Verdict verdict(List<Finding> findings, @Nullable Throwable error) {
        if (error instanceof CannotInjectException) {
            return Verdict.NOT_RUN;
        }
        boolean held = error == null && !findings.isEmpty() && findings.stream().allMatch(Finding::held);
        return held ? Verdict.PASS : Verdict.FAIL;
    }

    private static @Nullable String reason(@Nullable Throwable error) {
        if (error == null) {
            return null;
        }
        return error instanceof CannotInjectException
                ? error.getMessage()
                : "the drill broke off: " + Errors.line(error);
    }
}

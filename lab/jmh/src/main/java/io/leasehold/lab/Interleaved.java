package io.leasehold.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs short forks of all contestants in turn, round after round, so that a noisy minute of the machine hits everybody. A fork that
 * fails is run once more, so that one mishap of one peer does not cost an hour; what fails twice ends the run. Not thread-safe.
 *
 * @param <F> a fork, equal to another that would measure the same: it runs once for both
 * @param <S> what one run of a fork measured
 */
public final class Interleaved<F, S> {
    private final int rounds;
    private final int limitSeconds;
    private final Map<F, List<S>> measured = new LinkedHashMap<>();
    private int roundsDone;

    /** @param limitSeconds after which no further round is begun, except the first; 0 for no limit */
    public Interleaved(Collection<F> forks, int rounds, int limitSeconds) {
        this.rounds = rounds;
        this.limitSeconds = limitSeconds;
        forks.forEach(fork -> measured.put(fork, new ArrayList<>()));
    }

    /**
     * One fork at a time, so that each has the machine to itself.
     *
     * @param measure throws an {@link IllegalStateException} if the fork failed
     */
    public void run(Function<F, S> measure, Progress progress) {
        run(1, measure, progress);
    }

    /**
     * Several forks side by side, for a run whose figures mean nothing: each disturbs the others.
     *
     * @param atOnce how many; each is measured by another thread
     * @param measure throws an {@link IllegalStateException} if the fork failed
     */
    public void run(int atOnce, Function<F, S> measure, Progress progress) {
        long start = System.nanoTime();
        progress.expect(measured.size() * rounds);
        ExecutorService lanes = Executors.newFixedThreadPool(atOnce);
        try {
            while (roundsDone < rounds && timeForAnother(start)) {
                round(lanes, measure, progress);
                roundsDone++;
            }
        } finally {
            lanes.shutdownNow();
        }
        progress.finish();
    }

    private void round(ExecutorService lanes, Function<F, S> measure, Progress progress) {
        // every second round backwards, so that nobody always runs after the same neighbour
        List<F> order = new ArrayList<>(measured.keySet());
        if (roundsDone % 2 == 1) {
            Collections.reverse(order);
        }
        String round = "round " + (roundsDone + 1) + ": ";
        List<Future<S>> samples = order.stream()
                .map(fork -> lanes.submit(() -> {
                    progress.begin(round + fork);
                    S sample = measured(fork, measure, progress);
                    progress.done();
                    return sample;
                }))
                .toList();
        for (int i = 0; i < order.size(); i++) {
            of(order.get(i)).add(outcome(order.get(i), samples.get(i)));
        }
    }

    private S measured(F fork, Function<F, S> measure, Progress progress) {
        try {
            return measure.apply(fork);
        } catch (IllegalStateException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            progress.say(e.getMessage() + "; it is run once more.");
            return measure.apply(fork);
        }
    }

    private S outcome(F fork, Future<S> sample) {
        try {
            return sample.get();
        } catch (InterruptedException e) {
            throw AnsweringJvm.interrupted(fork, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    public int roundsDone() {
        return roundsDone;
    }

    /** What the fork measured, round by round. */
    public List<S> of(F fork) {
        List<S> samples = measured.get(fork);
        if (samples == null) {
            throw new IllegalArgumentException("This fork was never to run: " + fork);
        }
        return samples;
    }

    private boolean timeForAnother(long start) {
        if (limitSeconds == 0 || roundsDone == 0) {
            return true;
        }
        long elapsed = System.nanoTime() - start;
        return elapsed + elapsed / roundsDone <= TimeUnit.SECONDS.toNanos(limitSeconds);
    }
}

package io.leasehold.lab.chaos;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.Served;
import io.leasehold.lab.VirtualThreads;
import io.leasehold.lab.chaos.run.Bug;
import io.leasehold.lab.chaos.run.FirstRefusals;
import io.leasehold.lab.chaos.run.Outcome;
import io.leasehold.lab.chaos.run.Planted;
import io.leasehold.lab.chaos.run.Run;
import io.leasehold.lab.chaos.run.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The JVM in which runs are made, one after another, on servers of its own: it is told a seed and answers with a result. */
final class ChaosJvm {
    private static final int PATIENCE_SECONDS = 180;

    /** PostgreSQL's driver logs what it throws as well. Held, since a logger that nobody holds forgets its level. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    private final Order order;

    private ChaosJvm(Order order) {
        this.order = order;
    }

    /**
     * What holds for all of its runs.
     *
     * @param bug the name of a {@link Bug}, or nothing
     */
    record Order(String bug) {
        Planted planted() {
            return bug.isEmpty()
                    ? Planted.NOTHING
                    : Bug.valueOf(bug.toUpperCase(Locale.ROOT).replace('-', '_'))
                            .planted();
        }
    }

    public static void main(String[] arguments) throws Exception {
        DRIVER_LOG.setLevel(Level.OFF);
        FirstRefusals.make();
        Served served = new Served();
        ChaosJvm jvm = new ChaosJvm(served.order(arguments, Order.class));
        served.serve(true, seed -> jvm.result(Long.parseLong(seed)));
    }

    private Result result(long seed) {
        Cell cell = Matrix.of(seed);
        Schedule drawn = cell.schedule(seed);
        Schedule schedule = VirtualThreads.available() ? drawn : drawn.onPlatformThreads();
        String threads = (schedule.virtual() ? "virtual" : "platform") + " threads, JDK "
                + Jdk.current().version();
        long began = System.nanoTime();
        FutureTask<Outcome> run = new FutureTask<>(
                () -> Run.of(schedule, cell.row().mishap().get(), cell.row().server(cell.kind()), order.planted()));
        Thread thread = new Thread(run, "run-" + seed);
        thread.setDaemon(true);
        thread.start();
        try {
            Outcome outcome = run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Result(seed, cell.title(), threads, millisSince(began), outcome);
        } catch (TimeoutException e) {
            return Result.broken(seed, cell, threads, millisSince(began), "the run did not end", stacks());
        } catch (ExecutionException e) {
            return Result.broken(
                    seed,
                    cell,
                    threads,
                    millisSince(began),
                    "the run failed: " + e.getCause(),
                    frames(Objects.requireNonNull(e.getCause(), "a run that failed has a cause")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run of seed " + seed + " was interrupted.", e);
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static List<String> frames(Throwable error) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : error.getStackTrace()) {
            frames.add(frame.toString());
        }
        return frames;
    }

    private static List<String> stacks() {
        List<String> stacks = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            stacks.add(each.getKey().getName() + " " + List.of(each.getValue()));
        }
        return stacks;
    }
}

package io.leasehold.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line that says what runs and for how long, and leaves nothing behind. Shown and cleared by one thread. */
final class ProgressLine implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(200);
    private static final String CLEAR = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean shown;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(job -> {
        Thread thread = new Thread(job, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private String text = "";
    private long began;

    ProgressLine(PrintWriter out, boolean shown) {
        this.out = out;
        this.shown = shown;
        if (shown) {
            clock.scheduleAtFixedRate(this::draw, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    synchronized void show(String what) {
        text = what;
        began = System.nanoTime();
        draw();
    }

    synchronized void clear() {
        text = "";
        if (shown) {
            out.print(CLEAR);
            out.flush();
        }
    }

    private synchronized void draw() {
        if (shown && !text.isEmpty()) {
            out.print(CLEAR + "  " + text + "  " + (System.nanoTime() - began) / 1_000_000_000 + " s");
            out.flush();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clear();
    }
}

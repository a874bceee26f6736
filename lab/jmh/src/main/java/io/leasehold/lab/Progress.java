package io.leasehold.lab;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * One line on a terminal that says what runs and how long it will take; in a log, a line every half minute. Safe for any thread, so that
 * what runs side by side may share it.
 */
public final class Progress {
    private static final long LOG_EVERY = TimeUnit.SECONDS.toNanos(30);

    private final PrintStream out;
    private final boolean terminal;
    private final long logEvery;
    private final String part;
    private final long start = System.nanoTime();
    private long nextLog = start;
    private int expected;
    private int begun;
    private int done;

    public Progress(PrintStream out) {
        this(out, "");
    }

    /** @param part of the run that the steps and the time left are of */
    public Progress(PrintStream out, String part) {
        this(out, part, System.console() != null && System.getenv("TERM") != null, LOG_EVERY);
    }

    Progress(PrintStream out, String part, boolean terminal, long logEvery) {
        this.out = out;
        this.part = part.isEmpty() ? "" : part + " ";
        this.terminal = terminal;
        this.logEvery = logEvery;
    }

    public synchronized void expect(int steps) {
        expected = steps;
    }

    public synchronized void begin(String what) {
        begun++;
        long now = System.nanoTime();
        String line = String.format("%s[%d/%d] %s; %s", part, begun, expected, timeLeft(now), what);
        if (terminal) {
            out.print("\r\033[K" + (line.length() > 118 ? line.substring(0, 118) : line));
            out.flush();
        } else if (now - nextLog >= 0) {
            out.println(line);
            nextLog = now + logEvery;
        }
    }

    /** What a reader of the figures must know, on a line that stays. */
    public synchronized void say(String what) {
        out.println((terminal ? "\r\033[K" : "") + what);
    }

    public synchronized void done() {
        done++;
    }

    public synchronized void finish() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private String timeLeft(long now) {
        if (done == 0) {
            return "time left unknown";
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds((now - start) / done * (expected - done));
        return seconds >= 90 ? "about " + (seconds + 30) / 60 + " min left" : "about " + seconds + " s left";
    }
}

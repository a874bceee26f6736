package io.leasehold.lab;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * One line on a terminal that says what runs and how long it will take; in a log, a line every half minute. Used by one
 * thread.
 */
public final class Progress {
    private static final long LOG_EVERY = TimeUnit.SECONDS.toNanos(30);

    private final PrintStream out;
    private final boolean terminal;
    private final String part;
    private final long start = System.nanoTime();
    private long nextLog = start;
    private int expected;
    private int done;

    public Progress(PrintStream out) {
        this(out, "");
    }

    /** @param part of the run that the steps and the time left are of */
    public Progress(PrintStream out, String part) {
        this.out = out;
        this.part = part.isEmpty() ? "" : part + " ";
        this.terminal = System.console() != null && System.getenv("TERM") != null;
    }

    public void expect(int steps) {
        expected = steps;
    }

    public void begin(String what) {
        long now = System.nanoTime();
        String line = String.format("%s[%d/%d] %s; %s", part, done + 1, expected, timeLeft(now), what);
        if (terminal) {
            out.print("\r\033[K" + (line.length() > 118 ? line.substring(0, 118) : line));
            out.flush();
        } else if (now - nextLog >= 0) {
            out.println(line);
            nextLog = now + LOG_EVERY;
        }
    }

    /** What a reader of the figures must know, on a line that stays. */
    public void say(String what) {
        out.println((terminal ? "\r\033[K" : "") + what);
    }

    public void done() {
        done++;
    }

    public void finish() {
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

package io.leasehold.drills;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a drill records while it runs. Safe for use by many threads; the order is that of the calls. */
public final class Evidence {

    private final long began = System.nanoTime();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();

    /** Records what the drill did. */
    public void did(String format, Object... args) {
        add(Entry.Kind.DID, format, args);
    }

    /** Records what the pool did, or what the database or the proxy showed. */
    public void saw(String format, Object... args) {
        add(Entry.Kind.SAW, format, args);
    }

    /** Records what the pool said by itself; of what goes on for lines, such as a driver's message, the first. */
    public void said(String line) {
        add(Entry.Kind.SAID, "%s", line.strip().lines().findFirst().orElse(""));
    }

    public synchronized void measured(String name, double value, String unit) {
        figures.add(new Figure(name, value, unit));
    }

    public void measured(String name, Duration time) {
        measured(name, Math.round(time.toNanos() / 100_000.0) / 10.0, "ms");
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public synchronized List<Figure> figures() {
        return List.copyOf(figures);
    }

    private synchronized void add(Entry.Kind kind, String format, Object... args) {
        String text = String.format(format, args).replaceAll("\\s+", " ").strip();
        entries.add(new Entry(Duration.ofNanos(System.nanoTime() - began), kind, text));
    }
}

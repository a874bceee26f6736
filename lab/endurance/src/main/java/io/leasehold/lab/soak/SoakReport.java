package io.leasehold.lab.soak;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Markdown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All that a run found; this is what stands in the JSON. Immutable. */
record SoakReport(
        double minutes, long seed, Planted planted, Environment environment, SoakFound soak, Unloads.Found unloads) {
    static final Path USUAL_FILE = Path.of("lab/endurance/target/soak.json");

    /** A sentence for each thing that is not as it must be. */
    List<String> missed() {
        List<String> missed = new ArrayList<>(soak.missed());
        missed.addAll(unloads.missed());
        return missed;
    }

    String page() {
        Markdown page = new Markdown();
        page.paragraph(String.format(
                Locale.ROOT,
                "`lab/soak`: %.1f minutes of work by 8 threads, %d readings at rest, seed %d; %s.%s",
                minutes,
                soak.readings().size(),
                seed,
                environment.text(),
                planted == Planted.NONE ? "" : " A leak was planted: " + planted + "."));
        page.missed(missed());
        page.figures(
                List.of("what", "at first", "at the end", "grown", "allowed"),
                soak.growths().stream().map(SoakReport::cells).toList());
        page.list(soak.grown());
        page.figures(
                List.of("class loaders", "loaded", "collected"),
                List.of(List.of(
                        "each with all of the library in it, a driver, MBeans, Flight Recorder on, handles forgotten",
                        number(unloads.loads()),
                        number(unloads.collected()))));
        page.figures(
                List.of("what was done", "how often"),
                soak.counts().entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), number(entry.getValue())))
                        .toList());
        return page.text();
    }

    private static List<String> cells(Growth growth) {
        return List.of(
                growth.what(),
                number(growth.before()),
                number(growth.after()),
                number(growth.after() - growth.before()),
                number(growth.allowed()));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}

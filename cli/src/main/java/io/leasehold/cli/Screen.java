package io.leasehold.cli;

import io.leasehold.drills.DatabaseDrill;
import io.leasehold.drills.Drill;
import io.leasehold.drills.DrillSuite;
import io.leasehold.drills.Outcome;
import io.leasehold.drills.databases.Database;
import io.leasehold.drills.report.BesideReport;
import io.leasehold.drills.report.Style;
import io.leasehold.drills.report.TextReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is shown while drills run: a report of each as it ends, and on a terminal a line of what runs. For one thread. */
final class Screen implements DrillSuite.Progress, AutoCloseable {

    private final PrintWriter err;
    private final ProgressLine line;
    private final TextReport text;
    private final BesideReport sideBySide;
    private final boolean json;
    private final boolean beside;
    private final boolean verbose;
    private @Nullable String caution;

    Screen(PrintWriter out, PrintWriter err, boolean json, boolean beside, boolean verbose) {
        Style style = Terminal.style();
        this.err = err;
        this.json = json;
        this.beside = beside;
        this.verbose = verbose;
        text = new TextReport(out, style);
        sideBySide = new BesideReport(out, style);
        line = new ProgressLine(err, Terminal.present() && !verbose);
    }

    void heading(@Nullable Database database, List<Drill<?>> drills) {
        caution = database == null ? null : database.dialect().caution();
        if (!json) {
            long ofDatabases =
                    drills.stream().filter(DatabaseDrill.class::isInstance).count();
            text.heading(drills.size(), ofDatabases, String.valueOf(database));
        }
    }

    @Override
    public void begins(Drill<?> drill, String contestant, int number, int count) {
        line.show("drill " + number + " of " + count + ": " + drill.name() + " on " + contestant);
    }

    @Override
    public void ended(List<Outcome> outcomes) {
        line.clear();
        if (!json) {
            text.outcome(outcomes.get(0));
            if (beside) {
                sideBySide.drill(outcomes);
            }
        }
        if (verbose) {
            outcomes.stream()
                    .map(Outcome::error)
                    .filter(error -> error != null)
                    .forEach(error -> error.printStackTrace(err));
            err.flush();
        }
    }

    void summary(List<List<Outcome>> outcomes, long tookNanos) {
        if (json) {
            return;
        }
        if (beside) {
            sideBySide.summary(outcomes, caution);
        }
        text.summary(outcomes.stream().map(pools -> pools.get(0)).toList(), Duration.ofNanos(tookNanos));
    }

    @Override
    public void close() {
        line.close();
    }
}

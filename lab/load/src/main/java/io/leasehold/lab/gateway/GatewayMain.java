package io.leasehold.lab.gateway;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.JsonFile;
import io.leasehold.lab.LabProgram;
import io.leasehold.lab.Progress;
import io.leasehold.lab.RunOptions;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What lab/gateway runs. */
@Command(
        name = "lab/gateway",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how fast rows come through the gateway, beside the databases' own drivers and beside what Hive's",
            "driver can take at most, and how many sessions and sockets it bears. Databases, gateway and clients are",
            "processes of their own, over loopback. Prints tables and writes every run's figures as JSON.",
            "Fails if a session was left out, a connection was one too many, or something stayed that should have gone.",
            "Without an option: the full run, about 6 minutes."
        })
final class GatewayMain implements Callable<Integer> {
    private static final List<DatabaseKind> KINDS =
            List.of(DatabaseKind.POSTGRESQL, DatabaseKind.H2, DatabaseKind.MARIADB);

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(
            names = "--jfr",
            paramLabel = "FOLDER",
            description = "Records the gateway and the readers of rows by Flight Recorder into FOLDER.")
    private @Nullable Path jfr;

    public static void main(String[] arguments) {
        System.exit(LabProgram.run(new GatewayMain(), arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException {
        options.refuseToAdd();
        Pace pace = options.effort(Pace.SMOKE, Pace.QUICK, Pace.FULL);
        List<DatabaseKind> kinds = options.wanted(
                KINDS.stream().filter(DatabaseKind::isAvailableHere).toList(), kind -> title(kind, pace));
        List<CrowdRow> crowds = options.wanted(CrowdRow.all(pace, Jdk.current(), options.newerJdk()), CrowdRow::title);
        options.refuseIfNone(kinds, crowds);
        List<Report.Rate> rates = rates(kinds, pace);
        List<CrowdFound> found = crowds(crowds, pace);
        Environment environment = Environment.read();
        String page = ReportPage.of(pace, environment, rates, found);
        System.out.println(page);
        if (!pace.judged()) {
            System.out.println("A smoke run: every row ran once, and its figures mean nothing.");
        }
        Path out = options.out(Report.USUAL_FILE);
        JsonFile.write(out, new Report(pace, options.isPartial(), environment, rates, found, page));
        System.out.println("Every run's figures: " + out);
        // how fast it was is for the reader to judge; that somebody was left out, or something left over, is wrong at
        // any speed
        return found.stream().allMatch(CrowdFound::isWhole) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static String title(DatabaseKind kind, Pace pace) {
        String name = switch (kind) {
            case POSTGRESQL -> "PostgreSQL";
            case MARIADB -> "MariaDB";
            default -> kind.name();
        };
        return String.format(Locale.ROOT, "%,d rows from %s", pace.rows(), name);
    }

    private List<Report.Rate> rates(List<DatabaseKind> kinds, Pace pace) throws IOException, SQLException {
        if (kinds.isEmpty()) {
            return List.of();
        }
        try (RowRates rates = RowRates.start(kinds, pace, new Profiling(jfr))) {
            Interleaved<Reading, Reading.Found> runs = rates.run(kinds, new Progress(System.err));
            return kinds.stream()
                    .map(kind -> Report.rate(title(kind, pace), kind, runs))
                    .toList();
        }
    }

    private static List<CrowdFound> crowds(List<CrowdRow> rows, Pace pace) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        Progress progress = new Progress(System.err);
        progress.expect(rows.size());
        List<CrowdFound> found = new ArrayList<>();
        // one that no reader of rows has a connection to, so that connections can be counted at it
        try (TestDatabase database = Databases.launch(database())) {
            Rows.fill(database, Rows.POINTS);
            CrowdRun run = new CrowdRun(database, pace);
            for (CrowdRow row : rows) {
                progress.begin(row.title());
                found.add(run.run(row));
                progress.done();
            }
        }
        progress.finish();
        return found;
    }

    private static DatabaseKind database() {
        return DatabaseKind.POSTGRESQL.isAvailableHere() ? DatabaseKind.POSTGRESQL : DatabaseKind.H2;
    }
}

package io.leasehold.cli;

import io.leasehold.drills.Bout;
import io.leasehold.drills.DatabaseDrill;
import io.leasehold.drills.Drill;
import io.leasehold.drills.DrillSuite;
import io.leasehold.drills.Drills;
import io.leasehold.drills.Outcome;
import io.leasehold.drills.ServiceDrill;
import io.leasehold.drills.Verdict;
import io.leasehold.drills.Wires;
import io.leasehold.drills.databases.Database;
import io.leasehold.drills.databases.EmbeddedH2;
import io.leasehold.drills.hbase.RealHBase;
import io.leasehold.drills.pools.Contestants;
import io.leasehold.drills.report.JsonReport;
import io.leasehold.drills.sharing.SharedConnection;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leasehold drill}: runs the incidents, and says by its exit status whether all were survived. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpWidth = 100,
        description =
                "Runs real incidents, over real sockets on which the network can be made to fail, and shows what Leasehold did. "
                        + "Some happen to a pool on a database, some to services that a drill brings along.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every drill passed",
            "1:a drill failed, or could not be run",
            "2:something given cannot be used; the message names what to change"
        })
final class DrillCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these drills.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "List the drills, and run none.")
    private boolean list;

    @Option(
            names = "--beside",
            description =
                    "Run each drill on others as well, and show the outcomes side by side: those on a database on HikariCP and "
                            + "MyBatis's pool, the others on what people write by hand.")
    private boolean beside;

    @Option(
            names = "--with",
            paramLabel = "SERVICE",
            description = "Run a drill on a real service, started for it: hbase, for shared-connection. "
                    + "The first time this takes minutes, for HBase is downloaded.")
    private @Nullable String with;

    @ArgGroup(exclusive = false, validate = false, heading = "%nThe database, for the drills that run on one:%n")
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the pool on the database, as LeaseholdDataSource has it.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where the proxy before the database listens; a free port if left out.")
    private int port;

    @Option(
            names = "--database-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where the H2 server of its own listens; a free port if left out.")
    private int databasePort;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(names = "--verbose", description = "Show the log of the pools and drivers, and stack traces.")
    private boolean verbose;

    @Override
    public Integer call() throws Exception {
        List<Drill<?>> drills = only.isEmpty() ? Drills.all() : Drills.named(only);
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            if (json) {
                out.println(JsonReport.list(drills));
            } else {
                drills.forEach(drill -> out.printf("%-18s %s%n", drill.name(), drill.incident()));
            }
            out.flush();
            return 0;
        }
        if (verbose) {
            Logging.shown();
        } else {
            Logging.quiet();
        }
        Contestants pools = new Contestants(settings, beside);
        Ports.check("--port", port, Ports.OF_DRILL);
        Ports.check("--database-port", databasePort, Ports.OF_DRILL);
        RealServices services = new RealServices(with, drills);
        boolean needsDatabase = drills.stream().anyMatch(DatabaseDrill.class::isInstance);
        if (database.given()) {
            return run(drills, pools, services, database.connect());
        }
        if (!needsDatabase) {
            return run(drills, pools, services, null);
        }
        try (EmbeddedH2 h2 = new EmbeddedH2(databasePort)) {
            return run(drills, pools, services, h2.database());
        }
    }

    private int run(List<Drill<?>> drills, Contestants pools, RealServices services, @Nullable Database on)
            throws Exception {
        try (RealHBase hbase = services.hbase(spec.commandLine().getErr(), verbose)) {
            return run(bouts(drills, pools, hbase, on), drills, on);
        }
    }

    private int run(List<Bout<?>> bouts, List<Drill<?>> drills, @Nullable Database on) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<List<Outcome>> outcomes;
        long began = System.nanoTime();
        try (Screen screen = new Screen(out, spec.commandLine().getErr(), json, beside, verbose)) {
            screen.heading(on, drills);
            outcomes = new DrillSuite().run(bouts, screen);
            screen.summary(outcomes, System.nanoTime() - began);
        }
        boolean passed = outcomes.stream().allMatch(pair -> pair.get(0).verdict() == Verdict.PASS);
        if (json) {
            List<Outcome> all = outcomes.stream().flatMap(List::stream).toList();
            out.println(JsonReport.of(on == null ? null : on.toString(), all, passed));
            out.flush();
        }
        return passed ? 0 : 1;
    }

    private List<Bout<?>> bouts(
            List<Drill<?>> drills, Contestants pools, @Nullable RealHBase hbase, @Nullable Database on) {
        List<Bout<?>> bouts = new ArrayList<>();
        for (Drill<?> drill : drills) {
            if (drill instanceof SharedConnection && hbase != null) {
                bouts.add(hbase.sharedConnection().bout(beside));
            } else if (drill instanceof ServiceDrill<?> service) {
                bouts.add(service.bout(beside));
            } else if (drill instanceof DatabaseDrill ofDatabase && on != null) {
                bouts.add(pools.bout(ofDatabase, on, Wires.on(port)));
            }
        }
        return bouts;
    }
}

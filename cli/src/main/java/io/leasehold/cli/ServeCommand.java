package io.leasehold.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leasehold serve}: runs a gateway until it is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpWidth = 100,
        description =
                "Serves a database to the clients of HiveServer2 and Impala: beeline, DBeaver, Hive's JDBC driver. Without "
                        + "options that is a small sample in memory, for this machine alone. SIGTERM or Ctrl-C lets what runs end, "
                        + "for 30 s unless the settings say otherwise; a second one ends at once.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it ended when it was told to, and so had all that ran",
            "1:it broke off",
            "2:something given cannot be used; the message names what to change",
            "3:it ended when it was told to, and some of what ran was cut off"
        })
final class ServeCommand implements Callable<Integer> {

    static final int CUT_OFF = 3;

    private final GatewayStarter starter;
    private final Signals signals;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = false, validate = false, heading = "%nWhat is served, and where:%n")
    private ServeOptions options = new ServeOptions();

    @Option(names = "--verbose", description = "Log what drivers and libraries say as well, and show stack traces.")
    private boolean verbose;

    ServeCommand(GatewayStarter starter, Signals signals) {
        this.starter = starter;
        this.signals = signals;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        if (verbose) {
            Logging.ofVerboseServer();
        } else {
            Logging.ofServer();
        }
        try (RunningGateway gateway = starter.start(options)) {
            signals.take(() -> say("cut off: " + gateway.abandon() + "."));
            gateway.warnings().forEach(warning -> say("warning: " + warning));
            show(gateway);
            signals.await();
            say("ending: what runs may end by itself, a second signal cuts it off.");
            boolean whole = gateway.drain();
            say(whole ? "ended." : "ended; some of what ran was cut off.");
            return whole ? 0 : CUT_OFF;
        }
    }

    private void show(RunningGateway gateway) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("The gateway serves.");
        out.println();
        for (RunningGateway.Place place : gateway.places()) {
            out.printf("  %-22s %s%n", place.use(), place.url());
            if (!place.remark().isEmpty()) {
                out.printf("  %-22s %s%n", "", place.remark());
            }
        }
        out.println();
        gateway.pools().forEach(pool -> out.println("  " + pool));
        out.println();
        out.flush();
    }

    private void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + what);
        err.flush();
    }
}

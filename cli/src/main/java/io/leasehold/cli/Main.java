package io.leasehold.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point of the {@code leasehold} program; its exit status is that of the command that ran. */
@Command(
        name = "leasehold",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 100,
        description = "Every connection in use has a holder, a term and a way back.",
        footerHeading = "%nTo begin with:%n",
        footer = {
            "  leasehold serve                        a gateway with a small sample behind it",
            "  leasehold sql \"select * from ships\"    asks it, from another terminal",
            "  leasehold drill                        what a pool does in an incident"
        })
public final class Main implements Callable<Integer> {

    /** What the user gave cannot be used; nothing was run. */
    static final int BAD_INPUT = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().setOut(Output.standard()).execute(args));
    }

    /** The program, ready to be run in any JVM: it never exits by itself. */
    static CommandLine commandLine() {
        return commandLine(new ServeCommand(new GatewayOfOptions(), Signals.ofSystem()));
    }

    /** The same with another way to serve. */
    static CommandLine commandLine(ServeCommand serve) {
        return new CommandLine(new Main())
                .addSubcommand(serve)
                .addSubcommand(new SqlCommand())
                .addSubcommand(new PasswdCommand())
                .addSubcommand(new ConsoleTokenCommand())
                .addSubcommand(new DrillCommand())
                .addSubcommand(new CommandLine.HelpCommand())
                .setExecutionStrategy(new CommandLine.RunLast())
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(new Failures());
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        spec.commandLine().usage(err);
        err.flush();
        return BAD_INPUT;
    }

    private static int refuse(ParameterException problem, String[] args) {
        PrintWriter err = problem.getCommandLine().getErr();
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        err.println(command + ": " + Misuse.words(problem));
        String called = Program.called() + command.substring("leasehold".length());
        err.println("'" + called + " --help' lists what can be said.");
        if (Arrays.asList(args).contains("--verbose")) {
            problem.printStackTrace(err);
        }
        err.flush();
        return BAD_INPUT;
    }
}

package io.leasehold.cli;

import java.io.PrintWriter;
import java.util.Arrays;
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
        subcommands = {DrillCommand.class, SqlCommand.class, PasswdCommand.class, ConsoleTokenCommand.class},
        description = "Every connection in use has a holder, a term and a way back.")
public final class Main implements Runnable {

    /** What the user gave cannot be used; nothing was run. */
    static final int BAD_INPUT = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The program, ready to be run in any JVM: it never exits by itself. */
    static CommandLine commandLine() {
        return commandLine(new ServeCommand(new GatewayOfOptions(), Signals.ofSystem()));
    }

    /** The same with another way to serve. */
    static CommandLine commandLine(ServeCommand serve) {
        return new CommandLine(new Main())
                .addSubcommand(serve)
                .setExecutionStrategy(new CommandLine.RunLast())
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(new Failures());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: leasehold drill, serve, sql, passwd or console-token.");
    }

    private static int refuse(ParameterException problem, String[] args) {
        PrintWriter err = problem.getCommandLine().getErr();
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        err.println(command + ": " + Misuse.words(problem));
        err.println("'" + command + " --help' lists what can be said.");
        if (Arrays.asList(args).contains("--verbose")) {
            problem.printStackTrace(err);
        }
        err.flush();
        return BAD_INPUT;
    }
}

package io.leasehold.lab;

import java.util.Locale;
import picocli.CommandLine;

/** Runs a program of the lab from its command line: one clear sentence for what went wrong, 2 for what was asked wrongly. */
public final class LabProgram {
    private LabProgram() {}

    public static int run(Object command, String... arguments) {
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(command);
        line.setExecutionExceptionHandler((problem, failed, result) -> {
            failed.getErr().println(line.getCommandName() + ": " + problem.getMessage());
            boolean misused = problem instanceof IllegalArgumentException;
            return misused ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(arguments);
    }
}

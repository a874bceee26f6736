package io.leasehold.cli;

import io.leasehold.drills.BadInputException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one message; the stack trace is shown only where it was asked for. Stateless. */
final class Failures implements IExecutionExceptionHandler {

    private static final int BROKE_OFF = 1;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        boolean input = failure instanceof BadInputException;
        String said = input ? failure.getMessage() : "broke off: " + failure + " (--verbose shows where)";
        err.println(command.getCommandSpec().qualifiedName() + ": " + said);
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            failure.printStackTrace(err);
        }
        err.flush();
        return input ? Main.BAD_INPUT : BROKE_OFF;
    }
}

package io.leasehold.cli;

import io.leasehold.InvalidConfigException;
import io.leasehold.drills.Drills;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what cannot be made of a command line in the user's words, where the parser's are about itself. Stateless. */
final class Misuse {

    private Misuse() {}

    static String words(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return unmatched(problem.getCommandLine(), unmatched.getUnmatched().get(0));
        }
        if (String.valueOf(problem.getMessage()).contains("'--password'")
                || problem.getArgSpec() instanceof OptionSpec password
                        && password.longestName().equals("--password")) {
            // The parser's words repeat what was given.
            return "--password takes no value, which all on this machine could read: it is asked for, or read from standard input.";
        }
        if (problem.getArgSpec() instanceof OptionSpec option
                && option.typeInfo().isMap()
                && problem.getValue() != null) {
            return option.longestName() + " " + problem.getValue() + ": give it as " + option.paramLabel() + ".";
        }
        if (problem.getArgSpec() instanceof OptionSpec option
                && option.type() == int.class
                && problem.getValue() != null) {
            return option.longestName() + " " + problem.getValue() + ": must be a whole number.";
        }
        return String.valueOf(problem.getMessage());
    }

    private static String unmatched(CommandLine command, String argument) {
        if (command.getCommandName().equals("sql")) {
            return "Give one statement, in quotes.";
        }
        if (Drills.names().contains(argument)) {
            return "To run only that drill, say --only=" + argument + ".";
        }
        Set<String> commands = command.getSubcommands().keySet();
        return "'" + argument + "' is not known here"
                + InvalidConfigException.nearest(argument, commands)
                        .filter(meant -> meant.regionMatches(true, 0, argument, 0, 1))
                        .map(meant -> ": did you mean " + meant + "?")
                        .orElse(commands.isEmpty() ? "." : ": there are " + String.join(", ", commands) + ".");
    }
}

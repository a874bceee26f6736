package io.leasehold.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the {@code leasehold} program; its exit status is that of the command that ran. */
@Command(
        name = "leasehold",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Every connection in use has a holder, a term and a way back.")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}

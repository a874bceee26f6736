package io.leasehold.cli;

import io.leasehold.drills.BadInputException;
import io.leasehold.gateway.admin.ConsoleLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leasehold console-token}: a new way into the console of a gateway that runs. */
@Command(
        name = "console-token",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 100,
        description =
                "Prints a new link to the console of a gateway that you run on this machine. It is good once, for ten minutes.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:the link was printed", "2:no gateway was found; the message says what to change"})
final class ConsoleTokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            description = "The port of its console; needed where you run several.")
    private @Nullable Integer port;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "The folder console.runtimeFolder of its settings, if it is not the usual one.")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        Logging.quiet();
        try {
            spec.commandLine()
                    .getOut()
                    .println(ConsoleLink.ask(Optional.ofNullable(folder), Optional.ofNullable(port)));
            return 0;
        } catch (IOException e) {
            String said = String.valueOf(e.getMessage());
            throw new BadInputException(said.endsWith("?") ? said : said + ".", e);
        }
    }
}

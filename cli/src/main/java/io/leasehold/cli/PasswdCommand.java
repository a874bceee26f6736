package io.leasehold.cli;

import io.leasehold.InvalidConfigException;
import io.leasehold.drills.BadInputException;
import io.leasehold.gateway.PasswordFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leasehold passwd}: gives a client of the gateway a password. */
@Command(
        name = "passwd",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 100,
        description =
                "Gives a user a password in a file that leasehold serve reads (--password-file, or logins.passwordFile in "
                        + "its settings). It is asked for twice on a terminal, and is else the first line of standard input.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:the user has the password", "2:it was not set; the message says why"})
final class PasswdCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The file; made if there is none, readable by you alone.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "NAME", description = "The user.")
    private String name = "";

    @Override
    public Integer call() {
        Logging.quiet();
        try {
            boolean replaced = PasswordFiles.set(file, name, new StringReader(password()));
            spec.commandLine()
                    .getOut()
                    .println(name + (replaced ? " has another password in " : " was added to ") + file + ".");
            return 0;
        } catch (InvalidConfigException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be changed: " + FileErrors.words(e), e);
        }
    }

    private String password() throws IOException {
        String password = Passwords.asked("New password of " + name);
        if (Passwords.areTyped() && !password.equals(Passwords.asked("The same again"))) {
            throw new BadInputException("The two are not the same: nothing was changed.");
        }
        return password;
    }
}

package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for the program's users name no option that it does not have. */
class DocumentedOptionsTest {

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

    @ParameterizedTest
    @ValueSource(
            strings = {"README.md", "docs/console.md", "docs/gateway.md", "docs/gateway-settings.md", "docs/drills.md"})
    void everyOptionThatAPageNamesIsThere(String page) throws IOException {
        Set<String> known = new TreeSet<>();
        Main.commandLine()
                .getSubcommands()
                .values()
                .forEach(command ->
                        known.addAll(command.getCommandSpec().optionsMap().keySet()));
        List<String> named = OPTION.matcher(Files.readString(Path.of("..").resolve(page)))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(named).isNotEmpty().isSubsetOf(known);
    }
}

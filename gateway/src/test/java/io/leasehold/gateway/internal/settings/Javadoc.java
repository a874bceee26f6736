package io.leasehold.gateway.internal.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the source says of the settings of a record. */
final class Javadoc {

    private static final Pattern PARAMETER =
            Pattern.compile("\\* @param (\\w+) (.*?)(?=\\n \\* @|\\n \\*/)", Pattern.DOTALL);
    private static final Pattern ABOUT = Pattern.compile("/\\*\\*\\s*(.*?)(?=\\n \\* @|\\n \\*/)", Pattern.DOTALL);

    private final String source;
    private final Map<String, String> meanings = new LinkedHashMap<>();

    Javadoc(Class<?> type) {
        String path = "src/main/java/" + type.getName().replace('.', '/') + ".java";
        Path own = Path.of(path);
        try {
            source = Files.readString(
                    Files.exists(own) ? own : Path.of("..", "session").resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PARAMETER
                .matcher(source)
                .results()
                .forEach(found -> meanings.putIfAbsent(found.group(1), plain(found.group(2))));
    }

    /** The record in its own words. */
    String about() {
        return ABOUT.matcher(source)
                .results()
                .findFirst()
                .map(found -> plain(found.group(1)).replace(" * ", " ").replaceFirst("^\\* ", ""))
                .orElseThrow()
                .replace(" Immutable.", "");
    }

    String of(String setting) {
        String meaning = meanings.get(setting);
        if (meaning == null) {
            throw new AssertionError("the source says nothing of " + setting);
        }
        return meaning;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?(?:[a-z]+\\.)*([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }
}

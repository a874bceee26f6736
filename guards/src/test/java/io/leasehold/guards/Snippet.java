package io.leasehold.guards;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block of Java or XML in a page, and the tagged region of a source file that the comment above it names. Immutable.
 *
 * @param place the page and line of the fence
 * @param text what stands between the fences
 * @param source {@code path#tag}, or null if no comment stands right above the fence
 */
record Snippet(String place, String text, @Nullable String source) {
    private static final Pattern BLOCK = Pattern.compile(
            "(?m)(?:^<!-- snippet: (\\S+) -->\\n)?^```(?:java|xml)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    static List<Snippet> in(Path page) {
        String content = Project.read(page);
        List<Snippet> found = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(content);
        while (matcher.find()) {
            long line = content.substring(0, matcher.start(2)).lines().count();
            found.add(new Snippet(Project.ROOT.relativize(page) + ":" + line, matcher.group(2), matcher.group(1)));
        }
        return found;
    }

    /** The lines between {@code tag::NAME[]} and {@code end::NAME[]}, each in a comment, without their common indent. */
    String compiled() {
        if (source == null) {
            throw new AssertionError(place + " has no <!-- snippet: path#tag --> on the line above its fence");
        }
        String[] pathAndTag = source.split("#", 2);
        List<String> lines =
                Project.read(Project.ROOT.resolve(pathAndTag[0])).lines().toList();
        int from = indexOf(lines, "tag::" + pathAndTag[1] + "[]");
        int to = indexOf(lines, "end::" + pathAndTag[1] + "[]");
        return String.join("\n", lines.subList(from + 1, to)).stripIndent() + "\n";
    }

    private int indexOf(List<String> lines, String marker) {
        int index = lines.stream().map(Snippet::withoutComment).toList().indexOf(marker);
        if (index < 0) {
            throw new AssertionError(place + " names " + source + ", but that file has no line \"" + marker + "\"");
        }
        return index;
    }

    private static String withoutComment(String line) {
        return line.strip().replaceFirst("^(//|<!--) ", "").replaceFirst(" -->$", "");
    }
}

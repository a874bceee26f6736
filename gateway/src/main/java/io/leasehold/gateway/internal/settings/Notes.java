package io.leasehold.gateway.internal.settings;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a file so far, and where its settings stand. For one thread. */
final class Notes {

    static final String NOT_SHOWN = "(not shown)";

    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private record Note(int line, Violation violation) {

        /** What has no line comes last. */
        int place() {
            return line > 0 ? line : Integer.MAX_VALUE;
        }
    }

    private final List<Note> notes = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, Integer> lines = new HashMap<>();

    /** Remembers where a setting stands: where its key does, of which is told first. */
    void at(String path, int line) {
        lines.putIfAbsent(path, line);
    }

    /** The line of a setting, or of what it would stand in; 0 if neither is in the file. */
    int lineOf(String path) {
        String part = path;
        while (!part.isEmpty()) {
            Integer line = lines.get(part);
            if (line != null) {
                return line;
            }
            part = part.substring(0, Math.max(0, Math.max(part.lastIndexOf('.'), part.lastIndexOf('['))));
        }
        return 0;
    }

    void refuse(String path, int line, String value, String allowed) {
        refused.add(path);
        String where = line > 0 ? "line " + line : "";
        String setting = where.isEmpty() ? (path.isEmpty() ? "the file" : path) : (path + " (" + where + ")").strip();
        notes.add(new Note(line, new Violation(setting, value, allowed)));
    }

    /** Adds what a record refused, but of what was refused before: the record then saw what is usual in its place. */
    void refuseAll(String path, List<Violation> violations) {
        List<Violation> fresh = violations.stream()
                .filter(violation -> !refused.contains(join(path, violation.setting())))
                .toList();
        for (Violation violation : fresh) {
            String setting = join(path, violation.setting());
            refuse(setting, lineOf(setting), violation.value(), violation.allowed());
        }
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** A key as refusals may repeat it: what looks like none may be a secret that came to stand there. */
    static String shown(String key) {
        return SHOWABLE.matcher(key).matches() ? key : NOT_SHOWN;
    }

    /**
     * @throws InvalidConfigException if anything was refused, in the order of the lines
     */
    void done(String subject) {
        if (!notes.isEmpty()) {
            throw new InvalidConfigException(
                    subject,
                    notes.stream()
                            .sorted(Comparator.comparingInt(Note::place))
                            .map(Note::violation)
                            .toList());
        }
    }
}

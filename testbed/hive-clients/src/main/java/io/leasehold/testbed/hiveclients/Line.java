package io.leasehold.testbed.hiveclients;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of fields between a test and its client: parted by tabs, with a backslash before what would end one. Stateless. */
final class Line {

    private static final String NULL = "\\0";

    private Line() {}

    static String of(List<? extends @Nullable String> fields) {
        StringBuilder line = new StringBuilder();
        String between = "";
        for (String field : fields) {
            line.append(between).append(field == null ? NULL : escaped(field));
            between = "\t";
        }
        return line.toString();
    }

    /** At least one. */
    static List<@Nullable String> fields(String line) {
        List<@Nullable String> fields = new ArrayList<>();
        for (String field : line.split("\t", -1)) {
            fields.add(field.equals(NULL) ? null : plain(field));
        }
        return fields;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String plain(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\') {
                i++;
                text.append(
                        switch (field.charAt(i)) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> field.charAt(i);
                        });
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}

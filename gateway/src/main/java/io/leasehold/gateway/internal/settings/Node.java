package io.leasehold.gateway.internal.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of the file, and the line on which it begins. Shows its text to nobody, since that may be a secret. Immutable. */
sealed interface Node {

    int line();

    /**
     * Text as it was written, quotes and escapes resolved.
     *
     * @param isQuoted whether it stood in quotes
     */
    record Scalar(String text, boolean isQuoted, int line) implements Node {

        /** Nothing was written at all. */
        boolean isNothing() {
            return text.isEmpty() && !isQuoted;
        }

        @Override
        public String toString() {
            return "text on line " + line;
        }
    }

    /** A list. */
    record Items(List<Node> nodes, int line) implements Node {}

    /** What has keys, in their order. */
    record Entries(Map<String, Entry> entries, int line) implements Node {

        static Entries none(int line) {
            return new Entries(new LinkedHashMap<>(), line);
        }
    }

    /** What was refused already, and about which nothing more is to be said. */
    record Refused(int line) implements Node {}

    /** A value, and the line of its key. */
    record Entry(Node value, int line) {}
}

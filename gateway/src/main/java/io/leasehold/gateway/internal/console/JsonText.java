package io.leasehold.gateway.internal.console;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, text, numbers and truth as JSON. Stateless. Everything beyond ASCII is written as an escape, as is what means
 * something in HTML, so that no reader can take it for anything else, whatever it takes the encoding for.
 */
final class JsonText {

    private JsonText() {}

    static String of(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.append('\n').toString();
    }

    /** Seconds, as JSON has a duration. */
    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Map<?, ?> map) {
            text.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> fields = map.entrySet().iterator(); fields.hasNext(); ) {
                Map.Entry<?, ?> field = fields.next();
                quote(String.valueOf(field.getKey()), text);
                text.append(':');
                write(field.getValue(), text);
                text.append(fields.hasNext() ? "," : "");
            }
            text.append('}');
        } else if (value instanceof Iterable<?> list) {
            text.append('[');
            for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
                write(items.next(), text);
                text.append(items.hasNext() ? "," : "");
            }
            text.append(']');
        } else {
            quote(value.toString(), text);
        }
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}

package io.leasehold.gateway.internal.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a form or of a url's query, each once: of two with one name the first counts. Immutable. */
record Form(Map<String, String> fields) {

    Form {
        fields = Map.copyOf(fields);
    }

    /** What is encoded wrongly is left out. */
    static Form parse(@Nullable String encoded) {
        Map<String, String> fields = new HashMap<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String field : encoded.split("&")) {
                int equals = field.indexOf('=');
                String name = decode(equals < 0 ? field : field.substring(0, equals));
                String value = decode(equals < 0 ? "" : field.substring(equals + 1));
                if (name != null && value != null) {
                    fields.putIfAbsent(name, value);
                }
            }
        }
        return new Form(fields);
    }

    private static @Nullable String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The value of a field; empty where it is not there. */
    String get(String name) {
        return fields.getOrDefault(name, "");
    }
}

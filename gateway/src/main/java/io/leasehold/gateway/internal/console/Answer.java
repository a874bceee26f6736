package io.leasehold.gateway.internal.console;

import java.util.HashMap;
import java.util.Map;

/**
 * What a request is answered. Immutable.
 *
 * @param headers beside those that every answer has
 */
record Answer(int status, String type, String body, Map<String, String> headers) {

    static final String HTML = "text/html;charset=utf-8";
    static final String TEXT = "text/plain;charset=utf-8";
    static final String JSON = "application/json";

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer html(int status, String body) {
        return new Answer(status, HTML, body, Map.of());
    }

    /** One line. */
    static Answer text(int status, String line) {
        return new Answer(status, TEXT, line + "\n", Map.of());
    }

    static Answer json(int status, String body) {
        return new Answer(status, JSON, body, Map.of());
    }

    /** Go there with a GET. */
    static Answer seeOther(String path) {
        return new Answer(303, TEXT, "", Map.of("Location", path));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, more);
    }
}

package io.leasehold.gateway.internal.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What pages need beside themselves: one style sheet, one script, one icon. None of them says anything of a gateway. Stateless. */
final class Assets {

    private static final Map<String, Answer> ALL = Map.of(
            "/console.css", read("console.css", "text/css;charset=utf-8"),
            "/console.js", read("console.js", "text/javascript;charset=utf-8"),
            "/icon.svg", read("icon.svg", "image/svg+xml"));

    private Assets() {}

    static Optional<Answer> find(String path) {
        return Optional.ofNullable(ALL.get(path));
    }

    private static Answer read(String name, String type) {
        try (InputStream resource = Assets.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks the console's " + name);
            }
            return new Answer(200, type, new String(resource.readAllBytes(), StandardCharsets.UTF_8), Map.of())
                    .with("Cache-Control", "no-cache");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

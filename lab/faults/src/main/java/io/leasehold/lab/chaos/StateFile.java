package io.leasehold.lab.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of a long series so far, a line each, written as they come: who is stopped goes on where he was. Used by one
 * thread at a time.
 *
 * <p>The first line says what they come from: whoever goes on with something else is refused, since what was found of one program
 * says nothing of another.
 */
final class StateFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final List<Result> results = new ArrayList<>();

    private StateFile(Path file) {
        this.file = file;
    }

    /** Reads what there is of this origin, or begins. */
    static StateFile at(Path file, Origin origin) throws IOException {
        StateFile state = new StateFile(file);
        if (Files.exists(file)) {
            state.read(origin);
        } else {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, MAPPER.writeValueAsString(origin) + "\n");
        }
        return state;
    }

    private void read(Origin origin) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> differences = lines.isEmpty() ? List.of("nothing") : differences(origin, lines.get(0));
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(
                    file + " is of " + String.join(" and ", differences) + ": move it away, or name another --state.");
        }
        for (String line : lines.subList(1, lines.size())) {
            results.add(MAPPER.readValue(line, Result.class));
        }
    }

    /** What an earlier version of this program wrote says less. */
    private static List<String> differences(Origin origin, String first) {
        try {
            return origin.differences(MAPPER.readValue(first, Origin.class));
        } catch (JsonProcessingException e) {
            return List.of("another lab/chaos");
        }
    }

    List<Result> results() {
        return List.copyOf(results);
    }

    boolean has(long seed) {
        return results.stream().anyMatch(result -> result.seed() == seed);
    }

    void add(Result result) {
        results.add(result);
        try {
            Files.writeString(file, MAPPER.writeValueAsString(result) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

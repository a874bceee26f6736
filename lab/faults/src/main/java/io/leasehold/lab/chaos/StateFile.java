package io.leasehold.lab.chaos;

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
 * <p>The first line says of which matrix they are, since in another one the seeds mean other cells.
 */
final class StateFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final List<Result> results = new ArrayList<>();

    private StateFile(Path file) {
        this.file = file;
    }

    private static String matrix() {
        return String.join("; ", Matrix.CELLS.stream().map(Cell::title).toList());
    }

    /** Reads what there is, or begins. */
    static StateFile at(Path file) throws IOException {
        StateFile state = new StateFile(file);
        if (Files.exists(file)) {
            state.read();
        } else {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, MAPPER.writeValueAsString(matrix()) + "\n");
        }
        return state;
    }

    private void read() throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !MAPPER.readValue(lines.get(0), String.class).equals(matrix())) {
            throw new IllegalArgumentException(file + " is of another matrix: move it away, or name another --state.");
        }
        for (String line : lines.subList(1, lines.size())) {
            results.add(MAPPER.readValue(line, Result.class));
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

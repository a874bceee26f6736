package io.leasehold.gateway.internal.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** Statements of each backend with the class they must have, from the resource files of the same names as the tables. */
final class StatementSamples {

    record Sample(BackendKind backend, String expected, String text) {
        @Override
        public String toString() {
            return backend + " " + expected + ": " + text;
        }
    }

    private StatementSamples() {}

    static Stream<Sample> all() {
        return Stream.of(BackendKind.values()).flatMap(StatementSamples::of);
    }

    static Stream<Sample> of(BackendKind backend) {
        String name = backend.name().toLowerCase(Locale.ROOT) + ".samples";
        try (InputStream file = StatementSamples.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", 2))
                    .map(parts -> new Sample(backend, parts[0], parts[1]))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The word a sample has for a class. */
    static String word(ReadStatement read) {
        return read.readsState() ? "reads" : read.kind().name().toLowerCase(Locale.ROOT);
    }
}

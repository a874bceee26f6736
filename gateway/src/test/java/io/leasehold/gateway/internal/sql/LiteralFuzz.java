package io.leasehold.gateway.internal.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts strings into statements as clients do, has a reader read these, runs what it makes of them on a real database, and compares
 * what comes back. Many strings go into one statement, each followed by a mark, so that one that breaks out is seen. For one thread.
 */
final class LiteralFuzz {

    /** What a client writes for a string, and what must come back: nothing if the reader must refuse it. */
    record Sample(FuzzStrings.Kind kind, String literal, Optional<String> expected) {}

    /** Makes samples from hard strings. */
    interface Client {
        Sample sample(FuzzStrings strings, FuzzStrings.Kind kind);
    }

    private static final int IN_ONE_STATEMENT = 100;
    private static final int MOST_FAILURES = 20;
    private static final List<String> BETWEEN = List.of(", ", ",", " , ", ",\n", ",\t");

    private final Connection connection;
    private final StatementReader reader;
    private final FuzzStrings strings;
    private final boolean compares;
    private final List<Sample> waiting = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<FuzzStrings.Kind, int[]> counts = new EnumMap<>(FuzzStrings.Kind.class);

    /** @param compares whether values must be equal; else only that each stays within its quotes */
    LiteralFuzz(Connection connection, StatementReader reader, long seed, boolean compares) {
        this.connection = connection;
        this.reader = reader;
        this.strings = new FuzzStrings(seed);
        this.compares = compares;
    }

    /** Tries so many strings, and stops early at the twentieth failure. */
    void run(Client client, int count) {
        for (int i = 0; i < count && failures.size() < MOST_FAILURES; i++) {
            FuzzStrings.Kind kind = strings.kind();
            take(client.sample(strings, kind));
        }
        runWaiting();
    }

    List<String> failures() {
        return failures;
    }

    /** One line: of each kind how many were accepted and how many refused. */
    String counts() {
        StringBuilder line = new StringBuilder();
        counts.forEach((kind, count) -> line.append(kind)
                .append(' ')
                .append(count[0])
                .append('+')
                .append(count[1])
                .append("  "));
        return line.toString().strip();
    }

    private void take(Sample sample) {
        boolean accepted = isAccepted("select " + sample.literal());
        counts.computeIfAbsent(sample.kind(), none -> new int[2])[accepted ? 0 : 1]++;
        if (accepted != sample.expected().isPresent()) {
            failures.add((accepted ? "accepted: " : "refused: ") + sample);
        } else if (accepted) {
            waiting.add(sample);
            if (waiting.size() == IN_ONE_STATEMENT) {
                runWaiting();
            }
        }
    }

    private boolean isAccepted(String text) {
        try {
            reader.read(text);
            return true;
        } catch (RefusedStatementException refused) {
            return false;
        }
    }

    private void runWaiting() {
        if (!waiting.isEmpty() && difference(waiting).isPresent()) {
            waiting.forEach(sample -> difference(List.of(sample)).ifPresent(failures::add));
            if (failures.isEmpty()) {
                failures.add("only together: " + waiting);
            }
        }
        waiting.clear();
    }

    /** What is wrong with what comes back for these, if anything is. */
    private Optional<String> difference(List<Sample> samples) {
        StringBuilder text = new StringBuilder("select ");
        for (int i = 0; i < samples.size(); i++) {
            text.append(samples.get(i).literal())
                    .append(strings.oneOf(BETWEEN))
                    .append(i)
                    .append(strings.oneOf(BETWEEN));
        }
        text.append("'end'");
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row =
                    statement.executeQuery(reader.read(text.toString()).sql())) {
                return difference(samples, row);
            }
        } catch (SQLException | RefusedStatementException e) {
            return Optional.of(e.getMessage() + ": " + samples);
        }
    }

    private Optional<String> difference(List<Sample> samples, ResultSet row) throws SQLException {
        if (!row.next() || row.getMetaData().getColumnCount() != 2 * samples.size() + 1) {
            return Optional.of("broke out: " + samples);
        }
        for (int i = 0; i < samples.size(); i++) {
            String value = row.getString(2 * i + 1);
            boolean same =
                    !compares || Objects.equals(value, samples.get(i).expected().orElse(null));
            if (!same || row.getInt(2 * i + 2) != i) {
                return Optional.of("came back as " + value + ": " + samples.get(i));
            }
        }
        return row.next() ? Optional.of("more than one row: " + samples) : Optional.empty();
    }
}

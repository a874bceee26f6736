package io.leasehold.lab.wait;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.leasehold.lab.Environment;
import io.leasehold.lab.peers.PoolContestant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The report for a program: every run's figures. */
final class JsonReport {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    record Contender(String id, String title, String settings, List<Result> runs) {}

    record Comparison(String title, Scenario scenario, String jdk, List<Contender> contestants) {}

    void write(Path file, List<Row> rows, Interleaved runs, Pace pace) throws IOException {
        List<Comparison> comparisons =
                rows.stream().map(row -> comparison(row, runs)).toList();
        Files.createDirectories(file.toAbsolutePath().getParent());
        mapper.writeValue(
                file.toFile(),
                Map.of("pace", pace, "judged", pace.judged(), "environment", Environment.read(), "rows", comparisons));
    }

    private static Comparison comparison(Row row, Interleaved runs) {
        List<Contender> contenders = row.contestants().stream()
                .map(contestant -> contender(contestant, runs.of(row, contestant)))
                .toList();
        return new Comparison(row.title(), row.scenario(), row.jdk().version(), contenders);
    }

    private static Contender contender(PoolContestant contestant, Medians of) {
        return new Contender(contestant.id(), contestant.title(), contestant.settings(), of.runs());
    }
}

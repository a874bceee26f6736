package io.leasehold.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.leasehold.lab.Environment;
import io.leasehold.lab.peers.Contestant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The report for a program: every fork's figures. */
final class JsonReport {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    record Contender(String id, String title, String settings, double median, double bytes, List<Sample> forks) {}

    record Comparison(
            String title,
            String workload,
            int poolSize,
            long burnNanos,
            String collector,
            String jdk,
            String profile,
            List<Contender> contestants) {}

    void write(Path file, List<Row> rows, Interleaved runs, Effort effort) throws IOException {
        List<Comparison> comparisons =
                rows.stream().map(row -> comparison(row, runs)).toList();
        Files.createDirectories(file.toAbsolutePath().getParent());
        mapper.writeValue(
                file.toFile(),
                Map.of(
                        "effort",
                        effort,
                        "judged",
                        effort.judged(),
                        "environment",
                        Environment.read(),
                        "unit",
                        "operations per microsecond, all threads together",
                        "rows",
                        comparisons));
    }

    private static Comparison comparison(Row row, Interleaved runs) {
        Setting setting = row.setting();
        List<Contender> contenders = row.contestants().stream()
                .map(contestant -> contender(contestant, runs.of(new Fork(setting, contestant))))
                .toList();
        return new Comparison(
                row.title(),
                setting.workload().name(),
                setting.poolSize(),
                setting.burnNanos(),
                setting.collector().name(),
                setting.jdk().version(),
                row.profile(),
                contenders);
    }

    private static Contender contender(Contestant contestant, Samples of) {
        return new Contender(
                contestant.id(), contestant.title(), contestant.settings(), of.median(), of.bytes(), of.all());
    }
}

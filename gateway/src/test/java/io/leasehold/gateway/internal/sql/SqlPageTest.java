package io.leasehold.gateway.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/gateway-sql.md are true. */
class SqlPageTest {

    private static final Path PAGE = Path.of("..", "docs", "gateway-sql.md");

    static Stream<List<String>> written() throws IOException {
        return rows("| on | the client writes | the backend gets |");
    }

    @ParameterizedTest
    @MethodSource("written")
    void aStatementIsWrittenAsThePageSays(List<String> row) {
        assertThat(Reading.hive(BackendKind.valueOf(row.get(0)), code(row.get(1)))
                        .sql())
                .isEqualTo(code(row.get(2)));
    }

    static Stream<List<String>> refused() throws IOException {
        return rows("| dialect | on | example | SQLState | since |");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsRefusedIsRefusedInEachDialectAndOnEachBackendThatIsNamed(List<String> row) {
        for (ClientDialect dialect : ClientDialect.values()) {
            for (BackendKind backend : BackendKind.values()) {
                boolean named = (row.get(0).equals("both")
                                || row.get(0).equals(dialect.name().toLowerCase(Locale.ROOT)))
                        && (row.get(1).equals("any") || row.get(1).equals(backend.name()));
                if (named) {
                    assertThat(Reading.refusal(dialect, backend, code(row.get(2)))
                                    .sqlState())
                            .isEqualTo(row.get(3));
                }
            }
        }
    }

    static Stream<List<String>> denied() throws IOException {
        return examples(0);
    }

    @ParameterizedTest
    @MethodSource("denied")
    void whatIsDeniedIsDenied(List<String> row) {
        BackendKind backend = BackendKind.valueOf(row.get(0));
        RefusedStatementException refusal = Reading.refusal(ClientDialect.NATIVE, backend, code(row.get(1)));
        assertThat(refusal.sqlState()).isEqualTo("42501");
        assertThat(refusal).hasMessage("Denied: the statement " + row.get(2) + ".");
    }

    static Stream<List<String>> pinning() throws IOException {
        return examples(1);
    }

    @ParameterizedTest
    @MethodSource("pinning")
    void whatPinsPins(List<String> row) {
        ReadStatement read = Reading.ofNative(BackendKind.valueOf(row.get(0)), code(row.get(1)));
        assertThat(StatementSamples.word(read)).isEqualTo("stateful");
        assertThat(read.reason()).isEqualTo(row.get(2));
    }

    static Stream<List<String>> asking() throws IOException {
        return examples(2);
    }

    @ParameterizedTest
    @MethodSource("asking")
    void whatAsksAsks(List<String> row) {
        ReadStatement read = Reading.ofNative(BackendKind.valueOf(row.get(0)), code(row.get(1)));
        assertThat(StatementSamples.word(read)).isEqualTo("reads");
        assertThat(read.reason()).isEqualTo(row.get(2));
    }

    private static Stream<List<String>> examples(int table) throws IOException {
        String head = "| on | example | the statement |";
        return rows(Files.readAllLines(PAGE), nth(Files.readAllLines(PAGE), head, table));
    }

    private static Stream<List<String>> rows(String head) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        return rows(lines, nth(lines, head, 0));
    }

    private static int nth(List<String> lines, String head, int n) {
        int at = -1;
        for (int i = 0; i <= n; i++) {
            at += 1 + lines.subList(at + 1, lines.size()).indexOf(head);
        }
        assertThat(lines.get(at)).isEqualTo(head);
        return at;
    }

    private static Stream<List<String>> rows(List<String> lines, int head) {
        return lines.stream()
                .skip(head + 2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.substring(1, line.length() - 1).split("(?<!\\\\)\\|"))
                        .map(cell -> cell.strip().replace("\\|", "|"))
                        .toList());
    }

    /** What stands between backticks, one or two. */
    private static String code(String cell) {
        return cell.replaceAll("^(`+) ?(.*?) ?\\1$", "$2");
    }
}

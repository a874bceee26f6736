package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sql} against what {@code serve} serves, over each of its transports. */
class ServedSampleTest {

    private static RunningGateway gateway;

    @BeforeAll
    static void serves() throws Exception {
        ServeOptions options = new ServeOptions();
        options.port = 0;
        options.httpPort = 0;
        options.consolePort = 0;
        gateway = new GatewayOfOptions().start(options);
    }

    @AfterAll
    static void ends() {
        gateway.close();
    }

    static List<String> urls() {
        return gateway.places().stream()
                .map(RunningGateway.Place::url)
                .filter(url -> url.startsWith("jdbc:"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("urls")
    void aTableIsShown(String url) {
        Run run = Run.of("sql", "-u", url, "select id, name, built from ships where id in (6, 10) order by id");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().limit(4))
                .containsExactly(
                        " ID | NAME         | BUILT",
                        "----+--------------+-------",
                        "  6 | Fulmar       |  NULL",
                        " 10 | Jolly O'Hara |  2009");
        assertThat(run.status()).isZero();
    }

    @Test
    void csvTellsNullFromText() {
        Run run = Run.of("sql", "-u", urls().get(0), "--format=csv", "select name, built from ships where id = 6");
        assertThat(run.out()).isEqualTo("NAME,BUILT\r\nFulmar,\r\n");
    }

    @Test
    void everyRowOfALongResultComes() {
        Run run = Run.of("sql", "-u", urls().get(0), "--format=csv", "select x from system_range(1, 25000)");
        assertThat(run.out().lines()).hasSize(25_001);
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=csv", "--format=table"})
    void aResultThatCannotBeWrittenIsNoSuccess(String format) {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        int status = Main.commandLine()
                .setOut(new PrintWriter(full, true))
                .setErr(new PrintWriter(err, true))
                .execute("sql", "-u", urls().get(0), format, "select 1");
        assertThat(err.toString()).contains("the result could not be written whole");
        assertThat(status).isEqualTo(1);
    }

    @Test
    void aChangeSaysHowManyRows() {
        Run run = Run.of("sql", "-u", urls().get(0), "update stays set paid = true where id <= 3");
        assertThat(run.out()).startsWith("(3 rows changed, ");
    }

    @Test
    void anErrorIsTheDatabasesAndGivesStatusOne() {
        Run run = Run.of("sql", "-u", urls().get(0), "select * from nothing_of_this_name");
        assertThat(run.err()).contains("NOTHING_OF_THIS_NAME").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void whoComesToTheOtherPortIsToldOfIt() {
        String binary = urls().get(0).replace(";auth=noSasl", "");
        String http = urls().get(1).replaceAll(";.*", "");
        assertThat(Run.of("sql", "-u", http, "select 1").err()).contains("add transportMode=http;httpPath=cliservice");
        assertThat(Run.of("sql", "-u", binary + ";transportMode=http", "select 1")
                        .err())
                .contains("leave transportMode=http out");
    }

    @Test
    void whatServesTheSampleGivesACommandToPaste() {
        assertThat(gateway.places().get(0).remark())
                .contains("leasehold sql -u '" + urls().get(0) + "' \"select name, built from ships\"");
    }

    /** What H2 itself answers to these is SampleDatabaseTest's; here the whole way of a client is tried, on each transport. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE ALIAS f FOR 'java.lang.System.setProperty'",
                "RUNSCRIPT FROM '/etc/hostname'",
                "SCRIPT",
                "select file_read('/etc/hostname')",
                "select * from csvread('/etc/hostname')",
                "call csvwrite('/tmp/leasehold-sample.csv', 'select 1')",
                "call link_schema('more', '', 'jdbc:h2:mem:other', 'sa', '', 'PUBLIC')",
            })
    void theSampleReachesNothingElse(String sql) {
        for (String url : urls()) {
            Run run = Run.of("sql", "-u", url, sql);
            assertThat(run.status()).as(url + " " + run.out() + run.err()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
        }
    }
}

package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code sql} cannot use is one message, with status 2, and no secret is repeated. */
class SqlBadInputTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-u | jdbc:postgresql://db/x                         | jdbc:hive2://HOST:PORT/DATABASE",
                "-u | jdbc:hive2://127.0.0.1:1/x;auth=noSasl         | Nothing answers at 127.0.0.1:1",
                "-u | jdbc:hive2://127.0.0.1:1/x;password=hunter2    | can be read by everybody",
                "-u | jdbc:hive2://127.0.0.1:1/x;transportMode=http  | Nothing answers at 127.0.0.1:1",
                "--format | json                                     | Invalid value for option '--format'",
            })
    void isRefused(String option, String value, String said) {
        assertRefused(Run.of("sql", option, value, "select 1"), said);
    }

    @Test
    void aPasswordIsNoArgument() {
        assertRefused(Run.of("sql", "--password=hunter2", "select 1"), "--password takes no value");
    }

    @Test
    void aStatementIsOneArgument() {
        assertRefused(Run.of("sql"), "Missing required parameter: 'STATEMENT'");
        assertRefused(Run.of("sql", " "), "Give a statement, in quotes.");
        assertRefused(Run.of("sql", "select", "1"), "Give one statement, in quotes.");
    }

    private static void assertRefused(Run run, String said) {
        assertThat(run.err()).contains(said).doesNotContain("hunter2", "\tat ", "Exception");
        assertThat(run.err().lines().count()).as(run.err()).isLessThanOrEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }
}

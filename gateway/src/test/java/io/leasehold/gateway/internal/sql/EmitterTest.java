package io.leasehold.gateway.internal.sql;

import static io.leasehold.gateway.internal.sql.BackendKind.H2;
import static io.leasehold.gateway.internal.sql.BackendKind.MARIADB;
import static io.leasehold.gateway.internal.sql.BackendKind.OTHER;
import static io.leasehold.gateway.internal.sql.BackendKind.POSTGRESQL;
import static io.leasehold.gateway.internal.sql.ClientDialect.HIVE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmitterTest {

    @Test
    void stringsAreWrittenAsTheBackendReadsThem() {
        String text = "select 'o\\'x', \"say \\\"hi\\\"\", 'C:\\\\t', 'a\\nb', '\\%'";
        assertThat(Reading.hive(H2, text).sql()).isEqualTo("select 'o''x', 'say \"hi\"', 'C:\\t', 'a\nb', '\\%'");
        assertThat(Reading.hive(POSTGRESQL, text).sql())
                .isEqualTo("select 'o''x', 'say \"hi\"', E'C:\\\\t', 'a\nb', E'\\\\%'");
        assertThat(Reading.hive(MARIADB, text).sql())
                .isEqualTo("select 'o''x', 'say \"hi\"', 'C:\\\\t', 'a\nb', '\\\\%'");
        assertThat(Reading.hive(OTHER, "select 'o\\'x'").sql()).isEqualTo("select 'o''x'");
        assertThat(Reading.refusal(HIVE, OTHER, "select 'C:\\\\t'")).hasMessageContaining("dialect native");
    }

    @Test
    void namesAreWrittenInTheBackendsQuotes() {
        String text = "select `a b`, `c``d`, `e\"f` from `s`.`t`";
        assertThat(Reading.hive(H2, text).sql()).isEqualTo("select \"a b\", \"c`d\", \"e\"\"f\" from \"s\".\"t\"");
        assertThat(Reading.hive(POSTGRESQL, text).sql())
                .isEqualTo("select \"a b\", \"c`d\", \"e\"\"f\" from \"s\".\"t\"");
        assertThat(Reading.hive(MARIADB, text).sql()).isEqualTo("select `a b`, `c``d`, `e\"f` from `s`.`t`");
    }

    @Test
    void stringsSideBySideAreOne() {
        assertThat(Reading.hive(POSTGRESQL, "select 'a''b', 'c' \"d\" -- '\n 'e', 'f'\n'g\\\\'")
                        .sql())
                .isEqualTo("select 'ab', 'cde', E'fg\\\\'");
    }

    @Test
    void commentsAreOneBlankAndSoAreBlanks() {
        assertThat(Reading.hive(H2, "select/* ' */1 \t\n+ -- x\n 2, a/**/b, -/**/-1")
                        .sql())
                .isEqualTo("select 1 + 2, a b, - -1");
    }

    @Test
    void aWordNeverBecomesThePrefixOfAString() {
        assertThat(Reading.hive(POSTGRESQL, "select E'a\\\\', x'41', n'b', 1'c', date'2020-01-01'")
                        .sql())
                .isEqualTo("select E E'a\\\\', x '41', n 'b', 1 'c', date '2020-01-01'");
        assertThat(Reading.hive(MARIADB, "select _utf8'a', t`b`").sql()).isEqualTo("select _utf8 'a', t `b`");
    }

    @Test
    void nativeTextIsPassedOn() {
        String text = "/* app */ select  'a''b', \"c\" -- d\n from t";
        assertThat(Reading.ofNative(POSTGRESQL, "  " + text + " ; -- e").sql()).isEqualTo(text);
    }

    /** What the incident was: on H2, each of these gave all rows. */
    @Test
    void whatClientsEscapeByBackslashesCannotBreakOut() {
        String escaped = ClientEscapes.HIVE_JDBC.literal("b\\' or 1=1 --");
        assertThat(Reading.hive(H2, "select * from t where a = " + escaped).sql())
                .isEqualTo("select * from t where a = 'b'' or 1=1 --'");
        assertThat(Reading.hive(
                                POSTGRESQL,
                                "select * from t where a = " + ClientEscapes.IMPYLA.literal("b\\' or 1=1 --"))
                        .sql())
                .isEqualTo("select * from t where a = E'b\\\\'' or 1=1 --'");
    }
}

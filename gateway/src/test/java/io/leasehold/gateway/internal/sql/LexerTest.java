package io.leasehold.gateway.internal.sql;

import static io.leasehold.gateway.internal.sql.BackendKind.H2;
import static io.leasehold.gateway.internal.sql.BackendKind.MARIADB;
import static io.leasehold.gateway.internal.sql.BackendKind.OTHER;
import static io.leasehold.gateway.internal.sql.BackendKind.POSTGRESQL;
import static io.leasehold.gateway.internal.sql.ClientDialect.HIVE;
import static io.leasehold.gateway.internal.sql.ClientDialect.NATIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {

    @Test
    void hiveTokens() {
        assertThat(tokens(HIVE, H2, "select `a``b`, 'it\\'s', \"x\" from t_1 where a>=10.5e-3 -- end\n/* c */ ;"))
                .containsExactly(
                        "select",
                        "`a``b`",
                        ",",
                        "'it\\'s'",
                        ",",
                        "\"x\"",
                        "from",
                        "t_1",
                        "where",
                        "a",
                        ">",
                        "=",
                        "10",
                        ".",
                        "5e",
                        "-",
                        "3");
    }

    @Test
    void whatMakesAStringAndWhatANameIsTheBackendsInNativeText() {
        assertThat(kinds(NATIVE, POSTGRESQL, "\"a\"\"b\" 'c''d' 1"))
                .containsExactly(Tokens.NAME, Tokens.STRING, Tokens.NUMBER);
        assertThat(kinds(NATIVE, MARIADB, "\"a\"\"b\" `c``d` 'e''f'"))
                .containsExactly(Tokens.STRING, Tokens.NAME, Tokens.STRING);
        assertThat(kinds(NATIVE, POSTGRESQL, "1 ` 2")).containsExactly(Tokens.NUMBER, Tokens.SYMBOL, Tokens.NUMBER);
        assertThat(kinds(HIVE, POSTGRESQL, "\"a\" `b`")).containsExactly(Tokens.STRING, Tokens.NAME);
    }

    @Test
    void commentsBeginWhereTheBackendHasThemBegin() {
        assertThat(tokens(NATIVE, MARIADB, "1--1 -- 2\n#3\n+4")).containsExactly("1", "-", "-", "1", "+", "4");
        assertThat(tokens(NATIVE, POSTGRESQL, "1--1 -- 2\n#3")).containsExactly("1", "#", "3");
        assertThat(tokens(NATIVE, H2, "1 // it's\n+2")).containsExactly("1", "+", "2");
        assertThat(tokens(NATIVE, POSTGRESQL, "1 // 2")).containsExactly("1", "/", "/", "2");
        assertThat(tokens(HIVE, MARIADB, "1--1\n+2")).containsExactly("1", "+", "2");
        assertThat(tokens(HIVE, MARIADB, "1 -- a\r+2")).containsExactly("1", "+", "2");
    }

    @Test
    void hivesCommentsNest() {
        assertThat(tokens(HIVE, H2, "1 /* a /* b */ ' */ + /**/ 2")).containsExactly("1", "+", "2");
    }

    @ParameterizedTest
    @EnumSource(BackendKind.class)
    void semicolonsBehindTheStatementAreFineAndOthersAreNot(BackendKind backend) {
        for (ClientDialect dialect : ClientDialect.values()) {
            StatementReader reader = StatementReaders.of(dialect, backend, SqlRules.DEFAULT);
            assertThat(Reading.read(reader, " select 1 ; ; -- done").sql()).isEqualTo("select 1");
            assertThat(Reading.read(reader, "select ';'").sql()).isEqualTo("select ';'");
            for (String text :
                    List.of("select 1; select 2", "; select 1", "", " \n", ";", "-- nothing", "select 1;;x")) {
                assertThat(Reading.refusal(reader, text).sqlState()).isEqualTo("42601");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BackendKind.class)
    void whatMayBeReadInTwoWaysIsRefused(BackendKind backend) {
        for (ClientDialect dialect : ClientDialect.values()) {
            for (String text : List.of(
                    "select 'a",
                    "select \"a",
                    "select /* a",
                    "select /* /* */",
                    "select /*/",
                    "select $$a$$",
                    "select $a$ ' $a$",
                    "select a$$b",
                    "select 1$a$'$a$",
                    "select U&'a'",
                    "select u&\"a\"",
                    "select 'a' \\",
                    "select \u00a01",
                    "select \u20281",
                    "select \u0007",
                    "select 1 \ufeff",
                    "select \f1")) {
                RefusedStatementException refusal = Reading.refusal(dialect, backend, text);
                assertThat(refusal.sqlState()).as(text).isEqualTo("42601");
                assertThat(refusal.getMessage()).contains("(character ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BackendKind.class)
    void charactersThatNoDatabaseAgreesOnAreRefused(BackendKind backend) {
        for (ClientDialect dialect : ClientDialect.values()) {
            for (String text : List.of(
                    "select '\0'", "select '\ud800'", "select '\udc00\ud800'", "select 'a\ud83d'", "select /*\0*/ 1")) {
                assertThat(Reading.refusal(dialect, backend, text).sqlState()).isEqualTo("22021");
            }
        }
        for (String text : List.of("select '\\0'", "select '\\u0000'", "select '\\ud800'", "select '\\ud83d' 'x'")) {
            assertThat(Reading.refusal(HIVE, backend, text).sqlState()).isEqualTo("22021");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'o\\'x'", "'C:\\'", "'a\\\\'", "'a\\'' or 1=1 --'"})
    void aBackslashBeforeAQuoteIsRefusedInNativeTextWithAdvice(String literal) {
        for (BackendKind backend : BackendKind.values()) {
            assertThat(Reading.refusal(NATIVE, backend, "select " + literal))
                    .hasMessageContaining("backslash")
                    .hasMessageContaining("''")
                    .hasMessageContaining("dialect hive");
        }
    }

    @Test
    void aBackslashBeforeADoubleQuoteIsRefusedWhereThatMayQuoteAString() {
        String text = "select \"a\\\" from t";
        assertThat(Reading.refusal(NATIVE, MARIADB, text)).hasMessageContaining("backslash");
        assertThat(Reading.refusal(NATIVE, OTHER, text)).hasMessageContaining("backslash");
        assertThat(Reading.ofNative(POSTGRESQL, text).sql()).isEqualTo(text);
        assertThat(Reading.ofNative(H2, text).sql()).isEqualTo(text);
    }

    @Test
    void backslashesElsewhereAreTheBackends() {
        assertThat(Reading.ofNative(MARIADB, "select 'a\\nb'").sql()).isEqualTo("select 'a\\nb'");
        assertThat(Reading.ofNative(POSTGRESQL, "select E'a\\nb'").sql()).isEqualTo("select E'a\\nb'");
    }

    @Test
    void commentsThatDatabasesEndElsewhereOrRunAreRefused() {
        assertThat(Reading.refusal(NATIVE, MARIADB, "select /*! 1 */ 2")).hasMessageContaining("run");
        assertThat(Reading.refusal(NATIVE, MARIADB, "select /*M!100000 1 */ 2")).hasMessageContaining("run");
        assertThat(Reading.refusal(NATIVE, POSTGRESQL, "select /* /* */ */ 1")).hasMessageContaining("another in it");
        assertThat(Reading.refusal(NATIVE, POSTGRESQL, "select 1 -- a\r, 2")).hasMessageContaining("carriage return");
        assertThat(Reading.ofNative(POSTGRESQL, "select 1 -- a\r\n, 2").rows()).isEqualTo(Rows.YES);
        assertThat(Reading.hive(MARIADB, "select /*! 1 */ 2").sql()).isEqualTo("select 2");
    }

    @Test
    void whatOnlyTheBackendTakesForACommentIsRefusedInHivesText() {
        assertThat(Reading.refusal(HIVE, MARIADB, "select 1 # 2")).hasMessageContaining("#");
        assertThat(Reading.refusal(HIVE, H2, "select 1 // 2")).hasMessageContaining("//");
        assertThat(Reading.hive(POSTGRESQL, "select a #> '{b}'").sql()).isEqualTo("select a #> '{b}'");
    }

    @Test
    void aParameterOfPostgresIsASignAndADollarInANameIsTheNames() {
        assertThat(Reading.ofNative(POSTGRESQL, "select $1, a$b from v$x").sql())
                .isEqualTo("select $1, a$b from v$x");
        assertThat(Reading.hive(POSTGRESQL, "select a$b from v$x").sql()).isEqualTo("select a$b from v$x");
        assertThat(Reading.refusal(HIVE, POSTGRESQL, "select $1").sqlState()).isEqualTo("42601");
    }

    @Test
    void aStatementOfFarTooManyWordsIsRefused() {
        String text = "select " + "1,".repeat(2_000_001) + "1";
        assertThat(Reading.refusal(HIVE, H2, text).sqlState()).isEqualTo("54001");
    }

    private static List<String> tokens(ClientDialect dialect, BackendKind backend, String text) {
        Tokens tokens = lex(dialect, backend, text);
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> text.substring(tokens.start(i), tokens.end(i)))
                .toList();
    }

    private static List<Byte> kinds(ClientDialect dialect, BackendKind backend, String text) {
        Tokens tokens = lex(dialect, backend, text);
        return IntStream.range(0, tokens.size()).mapToObj(tokens::kind).toList();
    }

    private static Tokens lex(ClientDialect dialect, BackendKind backend, String text) {
        try {
            return Lexer.read(text, LexerRules.of(dialect, backend));
        } catch (RefusedStatementException e) {
            throw new AssertionError(e);
        }
    }
}

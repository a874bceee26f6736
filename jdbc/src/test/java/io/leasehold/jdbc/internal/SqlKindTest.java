package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlKindTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "  \n SELECT 1",
                "Insert into t values (1)",
                "update t set a = 1",
                "delete from t",
                "merge into t using s on (1 = 1)",
                "values (1)",
                "with a as (select 1) select * from a",
                "(select 1) union (select 2)",
                "/* who: me */ select 1",
                "-- who: me\nselect 1",
                "/* a */ -- b\n /* c */ select 1",
                "select 1;",
                "select 1; \n"
            })
    void aStatementThatReadsOrChangesRowsBeginsNoTransactionAndSetsNothingItself(String sql) {
        assertThat(SqlKind.of(sql) & SqlKind.UNKNOWN).isEqualTo(SqlKind.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "SELECT (1 + ?) * 2, 'a ''b'' c', -3.5",
                "values (1, 'x')",
                "(values 1)",
                "-- who: me\nselect 1;"
            })
    void aStatementOfLiteralsAloneIsPlain(String sql) {
        assertThat(SqlKind.of(sql)).isEqualTo(SqlKind.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t",
                "insert into t values (1)",
                "select set(@a, 1)",
                "select @a",
                "values (f(1))",
                "select \"f\"()",
                "select `f`()",
                "select [f]()",
                "select ä()",
                "select 'a\\', @a := 1, 'b'",
                "select 'open",
                "with a as (select 1) select * from a"
            })
    void aStatementThatNamesAnythingIsNot(String sql) {
        assertThat(SqlKind.of(sql) & ~SqlKind.CHANGES_ROWS).isEqualTo(SqlKind.USES_NAMES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "UPDATE t SET a = 1",
                "delete from t",
                "merge into t using s on (1 = 1)"
            })
    void aChangeOfRowsCommitsByItselfInAutoCommitAlone(String sql) {
        assertThat(SqlKind.mayCommit(SqlKind.of(sql), true)).isTrue();
        assertThat(SqlKind.mayCommit(SqlKind.of(sql), false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select * from t", "values (f(1))", "(select 1) union (select 2)"})
    void aQueryCommitsNothing(String sql) {
        assertThat(SqlKind.mayCommit(SqlKind.of(sql), true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "END", "call f()", "create table t (a int)", "update t set a = 1; commit"})
    void whatCannotBeReadMayCommitInAnyMode(String sql) {
        assertThat(SqlKind.mayCommit(SqlKind.of(sql), false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "begin",
                "start transaction",
                "set search_path = x",
                "use other",
                "call anything()",
                "{call anything()}",
                "do $$ begin end $$",
                "select 1; begin",
                "insert into t values (1); set a = 2",
                "/*! set a = 1 */",
                "/*M! set a = 1 */",
                "/* open",
                "-- all of it",
                "sel"
            })
    void whateverElseMayDoAnything(String sql) {
        assertThat(SqlKind.of(sql)).isEqualTo(SqlKind.UNKNOWN);
    }

    @Test
    void aTextThatIsNotKnownMayDoAnything() {
        assertThat(SqlKind.of(null)).isEqualTo(SqlKind.UNKNOWN);
    }
}

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
    void aStatementThatReadsOrChangesRowsIsPlain(String sql) {
        assertThat(SqlKind.of(sql)).isEqualTo(SqlKind.PLAIN);
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

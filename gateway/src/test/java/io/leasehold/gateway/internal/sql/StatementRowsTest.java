package io.leasehold.gateway.internal.sql;

import static io.leasehold.gateway.internal.sql.BackendKind.H2;
import static io.leasehold.gateway.internal.sql.BackendKind.MARIADB;
import static io.leasehold.gateway.internal.sql.BackendKind.OTHER;
import static io.leasehold.gateway.internal.sql.BackendKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementRowsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "  /* a */ SELECT 1",
                "(select 1) union (select 2)",
                "values (1)",
                "table t",
                "fetch all from c",
                "show tables",
                "explain delete from t",
                "describe t",
                "desc t",
                "with a as (select 1), b as (delete from t returning x) select 1",
                "with recursive a(x) as (values (1)) select * from a",
                "with a as (select 1) table a",
                "insert into t values (1) returning id",
                "with a as (select 1) update t set x = 1 returning *",
                "delete from t where a in (select 1) returning a",
                "select (select 1 into_ from t)",
            })
    void rowsCome(String text) {
        assertThat(Reading.ofNative(POSTGRESQL, text).rows()).isEqualTo(Rows.YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "insert into t select 1",
                "update t set a = 'returning'",
                "delete from t",
                "with a as (select 1) insert into t select * from a",
                "with a as (delete from t returning x) delete from u",
                "merge into t using u on a = b when matched then delete",
                "create table t (a int)",
                "create table t as select 1",
                "drop table t",
                "alter table t add b int",
                "truncate table t",
                "grant select on t to u",
                "begin",
                "set x = 1",
                "listen a",
                "insert into t (\"returning\") values (1)",
            })
    void noRowsCome(String text) {
        assertThat(Reading.ofNative(POSTGRESQL, text).rows()).isEqualTo(Rows.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call p()",
                "execute p",
                "analyze t",
                "select a into b from t",
                "frobnicate",
                "`select` 1",
                "1",
                "with",
                "with a as (select 1)"
            })
    void onlyTheBackendKnows(String text) {
        assertThat(Reading.hive(POSTGRESQL, text).rows()).isEqualTo(Rows.UNKNOWN);
    }

    @Test
    void whatIsReservedElsewhereMayBeANameHere() {
        assertThat(Reading.ofNative(MARIADB, "replace into t values (1) returning id")
                        .rows())
                .isEqualTo(Rows.YES);
        assertThat(Reading.ofNative(H2, "insert into t (returning) values (1)").rows())
                .isEqualTo(Rows.NO);
        assertThat(Reading.ofNative(H2, "update t set a = returning").rows()).isEqualTo(Rows.UNKNOWN);
        assertThat(Reading.ofNative(MARIADB, "set statement max_statement_time = 1 for select 1")
                        .rows())
                .isEqualTo(Rows.UNKNOWN);
    }

    @Test
    void ofAnUnknownDatabaseOnlyQueriesAreSure() {
        assertThat(Reading.ofNative(OTHER, "select 1").rows()).isEqualTo(Rows.YES);
        assertThat(Reading.ofNative(OTHER, "create table t (a int)").rows()).isEqualTo(Rows.UNKNOWN);
        assertThat(Reading.ofNative(OTHER, "insert into t values (1)").rows()).isEqualTo(Rows.UNKNOWN);
    }

    @Test
    void theVerbIsAKeywordOrNoneOfTheText() {
        assertThat(Reading.hive(H2, "with a as (select 1) delete from t").verb())
                .isEqualTo("DELETE");
        assertThat(Reading.hive(H2, "((select 1))").verb()).isEqualTo("SELECT");
        assertThat(Reading.hive(H2, "hunter2").verb()).isEqualTo("OTHER");
        assertThat(Reading.hive(H2, "'secret'").verb()).isEqualTo("OTHER");
        assertThat(Reading.hive(H2, "use x").verb()).isEqualTo("USE");
    }
}

package io.leasehold.gateway.internal.sql;

import static io.leasehold.gateway.internal.sql.BackendKind.H2;
import static io.leasehold.gateway.internal.sql.BackendKind.MARIADB;
import static io.leasehold.gateway.internal.sql.BackendKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.internal.sql.Command.Begin;
import io.leasehold.gateway.internal.sql.Command.Commit;
import io.leasehold.gateway.internal.sql.Command.CurrentDatabase;
import io.leasehold.gateway.internal.sql.Command.Describe;
import io.leasehold.gateway.internal.sql.Command.DiscardAll;
import io.leasehold.gateway.internal.sql.Command.None;
import io.leasehold.gateway.internal.sql.Command.Rollback;
import io.leasehold.gateway.internal.sql.Command.ShowDatabases;
import io.leasehold.gateway.internal.sql.Command.ShowSettings;
import io.leasehold.gateway.internal.sql.Command.ShowTables;
import io.leasehold.gateway.internal.sql.Command.ShowViews;
import io.leasehold.gateway.internal.sql.Command.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandsTest {

    @Test
    void useChangesTheSchema() {
        for (ClientDialect dialect : ClientDialect.values()) {
            assertThat(command(dialect, "use sales")).isEqualTo(new Use("sales"));
            assertThat(command(dialect, "USE\n default ;")).isEqualTo(new Use("default"));
            assertThat(command(dialect, "use main.sales")).isEqualTo(new Use("main.sales"));
            assertThat(command(dialect, "set schema sales")).isEqualTo(new Use("sales"));
            assertThat(command(dialect, "set schema 'sales'")).isEqualTo(new Use("sales"));
        }
        assertThat(hive("use `my db`")).isEqualTo(new Use("my db"));
        assertThat(command(ClientDialect.NATIVE, "use \"my db\"")).isEqualTo(new Use("my db"));
        assertThat(hive("use")).isEqualTo(new None());
        assertThat(hive("use a b")).isEqualTo(new None());
    }

    @Test
    void anySettingOfHivesIsKept() {
        assertThat(hive("set hive.exec.mode=a b, c")).isEqualTo(new Command.Set("hive.exec.mode", "a b, c"));
        assertThat(hive("SET  hiveconf:x = 'it\\'s' ;")).isEqualTo(new Command.Set("hiveconf:x", "it's"));
        assertThat(hive("set x=")).isEqualTo(new Command.Set("x", ""));
        assertThat(hive("set x='a' 'b'")).isEqualTo(new Command.Set("x", "'a' 'b'"));
        assertThat(hive("set a-b_c=1")).isEqualTo(new Command.Set("a-b_c", "1"));
        assertThat(hive("set statement_timeout=5")).isEqualTo(new Command.Set("statement_timeout", "5"));
    }

    @Test
    void settingsAreShown() {
        assertThat(hive("set")).isEqualTo(new ShowSettings(Optional.empty()));
        assertThat(hive("set -v;")).isEqualTo(new ShowSettings(Optional.empty()));
        assertThat(hive("set hive.x")).isEqualTo(new ShowSettings(Optional.of("hive.x")));
    }

    @Test
    void ofTheBackendsSettingsThoseAreKeptThatAreAllowed() {
        SqlRules rules = new SqlRules(Set.of("Search_Path", "work_mem", "extra_float_digits"), Set.of(), false);
        StatementReader reader = StatementReaders.of(ClientDialect.NATIVE, POSTGRESQL, rules);
        assertThat(Reading.read(reader, "set search_path to 'a''b'").command())
                .isEqualTo(new Command.Set("search_path", "a'b"));
        assertThat(Reading.read(reader, "SET SESSION work_mem = '64MB'").command())
                .isEqualTo(new Command.Set("work_mem", "64MB"));
        assertThat(Reading.read(reader, "set extra_float_digits=-1.5").command())
                .isEqualTo(new Command.Set("extra_float_digits", "-1.5"));
        for (String text : List.of(
                "set search_path = a, b",
                "set search_path to default",
                "set search_path = E'a'",
                "set geqo = off",
                "set search_path = 'a\\b'",
                "set search_path =")) {
            ReadStatement read = Reading.read(reader, text);
            assertThat(read.command()).as(text).isEqualTo(new None());
            assertThat(read.kind()).as(text).isEqualTo(StatementClass.STATEFUL);
        }
    }

    @Test
    void theCurrentDatabaseIsAnsweredWhereNothingElseIsAsked() {
        assertThat(hive("select current_database()")).isEqualTo(new CurrentDatabase());
        assertThat(command(ClientDialect.NATIVE, "SELECT CURRENT_DATABASE ( );"))
                .isEqualTo(new CurrentDatabase());
        assertThat(hive("select current_database(), 1")).isEqualTo(new None());
        assertThat(hive("select current_database() from t")).isEqualTo(new None());
    }

    @Test
    void databasesTablesAndViewsAreShown() {
        assertThat(hive("show databases")).isEqualTo(new ShowDatabases(Optional.empty()));
        assertThat(hive("SHOW SCHEMAS LIKE 'a*|b'")).isEqualTo(new ShowDatabases(Optional.of("a*|b")));
        assertThat(hive("show tables")).isEqualTo(new ShowTables(Optional.empty(), Optional.empty()));
        assertThat(hive("show tables 'a%'")).isEqualTo(new ShowTables(Optional.empty(), Optional.of("a%")));
        assertThat(hive("show tables in `s 1` like \"a\\_b\""))
                .isEqualTo(new ShowTables(Optional.of("s 1"), Optional.of("a\\_b")));
        assertThat(hive("show views from s like 'v'")).isEqualTo(new ShowViews(Optional.of("s"), Optional.of("v")));
        for (String text :
                List.of("show create table t", "show tables extended like 'a'", "show functions", "show tables in")) {
            assertThat(hive(text)).as(text).isEqualTo(new None());
        }
    }

    @Test
    void tablesAreDescribed() {
        assertThat(hive("describe t")).isEqualTo(new Describe(List.of("t")));
        assertThat(hive("desc formatted s.`t 1`")).isEqualTo(new Describe(List.of("s", "t 1")));
        assertThat(hive("DESCRIBE TABLE EXTENDED t")).isEqualTo(new Describe(List.of("t")));
        assertThat(hive("describe function f")).isEqualTo(new None());
        assertThat(hive("describe database d")).isEqualTo(new None());
    }

    /** MariaDB and H2 have these words as well, and mean other columns by them. */
    @Test
    void whatHiveShowsAndDescribesIsTheBackendsInNativeText() {
        for (String text : List.of("show tables", "show databases", "describe t", "desc t")) {
            assertThat(command(ClientDialect.NATIVE, text)).as(text).isEqualTo(new None());
        }
    }

    @Test
    void transactionsBeginAndEnd() {
        for (ClientDialect dialect : ClientDialect.values()) {
            for (String text : List.of(
                    "begin",
                    "BEGIN WORK",
                    "begin transaction",
                    "start transaction",
                    "start transaction isolation level serializable",
                    "begin read only")) {
                assertThat(command(dialect, text)).as(text).isEqualTo(new Begin());
            }
            for (String text : List.of("commit", "COMMIT WORK;", "commit transaction", "end")) {
                assertThat(command(dialect, text)).as(text).isEqualTo(new Commit());
            }
            for (String text : List.of("rollback", "rollback work", "abort")) {
                assertThat(command(dialect, text)).as(text).isEqualTo(new Rollback());
            }
            assertThat(command(dialect, "discard all")).isEqualTo(new DiscardAll());
        }
        for (String text : List.of("rollback to a", "commit and chain", "savepoint a", "release savepoint a")) {
            ReadStatement read = Reading.hive(POSTGRESQL, text);
            assertThat(read.command()).as(text).isEqualTo(new None());
            assertThat(read.kind()).as(text).isEqualTo(StatementClass.TX);
        }
        assertThat(Reading.hive(MARIADB, "begin not atomic select 1").kind()).isEqualTo(StatementClass.STATEFUL);
    }

    @Test
    void aCommandHasItsClassAndSaysWhetherRowsCome() {
        assertThat(Reading.hive(H2, "use a").kind()).isEqualTo(StatementClass.REPLAY);
        assertThat(Reading.hive(H2, "set a=b").kind()).isEqualTo(StatementClass.REPLAY);
        assertThat(Reading.hive(H2, "begin").kind()).isEqualTo(StatementClass.TX);
        assertThat(Reading.hive(H2, "discard all").kind()).isEqualTo(StatementClass.PLAIN);
        for (String text : List.of("use a", "set a=b", "begin", "commit", "rollback", "discard all")) {
            assertThat(Reading.hive(H2, text).rows()).as(text).isEqualTo(Rows.NO);
        }
        for (String text :
                List.of("set", "set a", "select current_database()", "show databases", "show views", "describe t")) {
            assertThat(Reading.hive(H2, text).kind()).as(text).isEqualTo(StatementClass.PLAIN);
            assertThat(Reading.hive(H2, text).rows()).as(text).isEqualTo(Rows.YES);
        }
    }

    private static Command hive(String text) {
        return command(ClientDialect.HIVE, text);
    }

    private static Command command(ClientDialect dialect, String text) {
        return Reading.read(StatementReaders.of(dialect, POSTGRESQL, SqlRules.DEFAULT), text)
                .command();
    }
}

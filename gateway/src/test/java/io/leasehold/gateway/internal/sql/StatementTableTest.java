package io.leasehold.gateway.internal.sql;

import static io.leasehold.gateway.internal.sql.BackendKind.H2;
import static io.leasehold.gateway.internal.sql.BackendKind.MARIADB;
import static io.leasehold.gateway.internal.sql.BackendKind.OTHER;
import static io.leasehold.gateway.internal.sql.BackendKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples are lines of {@link StatementSamples}: what the table says is what is written there. */
class StatementTableTest {

    @ParameterizedTest
    @MethodSource("io.leasehold.gateway.internal.sql.StatementSamples#all")
    void eachSampleHasItsClass(StatementSamples.Sample sample) {
        StatementReader reader = StatementReaders.of(ClientDialect.NATIVE, sample.backend(), SqlRules.DEFAULT);
        if (sample.expected().equals("denied")) {
            RefusedStatementException refusal = Reading.refusal(reader, sample.text());
            assertThat(refusal.sqlState()).isEqualTo("42501");
            assertThat(refusal.getMessage()).startsWith("Denied: ");
        } else {
            ReadStatement read = Reading.read(reader, sample.text());
            assertThat(StatementSamples.word(read)).isEqualTo(sample.expected());
            assertThat(read.reason().isEmpty()).isEqualTo(read.kind() != StatementClass.STATEFUL);
        }
    }

    @Test
    void rolesAreDeniedWhereClientsActForOthers() {
        SqlRules doAs = new SqlRules(Set.of(), Set.of(), true);
        for (String text : List.of(
                "set role a",
                "set session role a",
                "set local role none",
                "set role = 'a'",
                "set session authorization a",
                "set session_authorization = 'a'",
                "reset role",
                "select set_config('role', 'a', true)")) {
            StatementReader reader = StatementReaders.of(ClientDialect.NATIVE, POSTGRESQL, doAs);
            assertThat(Reading.refusal(reader, text).sqlState()).as(text).isEqualTo("42501");
        }
        assertThat(Reading.refusal(StatementReaders.of(ClientDialect.NATIVE, MARIADB, doAs), "set default role a")
                        .sqlState())
                .isEqualTo("42501");
        assertThat(Reading.refusal(StatementReaders.of(ClientDialect.HIVE, H2, doAs), "set role a")
                        .sqlState())
                .isEqualTo("42501");
        assertThat(Reading.refusal(StatementReaders.of(ClientDialect.HIVE, H2, doAs), "set role=a")
                        .sqlState())
                .isEqualTo("42501");
        assertThat(Reading.ofNative(POSTGRESQL, "set role a").kind()).isEqualTo(StatementClass.STATEFUL);
    }

    @Test
    void settingsThatChangeHowTextIsReadAreDeniedInHivesTextToo() {
        assertThat(Reading.refusal(ClientDialect.HIVE, MARIADB, "set sql_mode=ANSI_QUOTES")
                        .sqlState())
                .isEqualTo("42501");
        assertThat(Reading.refusal(ClientDialect.HIVE, MARIADB, "set session sql_mode='ANSI_QUOTES'")
                        .sqlState())
                .isEqualTo("42501");
        assertThat(Reading.refusal(ClientDialect.HIVE, POSTGRESQL, "set Client_Encoding = 'SJIS'")
                        .sqlState())
                .isEqualTo("42501");
        assertThat(Reading.refusal(
                                ClientDialect.HIVE,
                                POSTGRESQL,
                                "select set_config('standard_' 'conforming_strings', 'off', false)")
                        .sqlState())
                .isEqualTo("42501");
    }

    @ParameterizedTest
    @EnumSource(BackendKind.class)
    void aConfiguredNameIsStateful(BackendKind backend) {
        SqlRules rules = new SqlRules(Set.of(), Set.of("Remember_Me"), false);
        StatementReader reader = StatementReaders.of(ClientDialect.HIVE, backend, rules);
        ReadStatement read = Reading.read(reader, "select s.`remember_me`(1)");
        assertThat(read.kind()).isEqualTo(StatementClass.STATEFUL);
        assertThat(read.reason()).contains("configured");
        assertThat(Reading.read(reader, "select 'remember_me'").kind()).isEqualTo(StatementClass.PLAIN);
    }

    @Test
    void aSettingThatChangesHowTextIsReadCannotBeAllowed() {
        SqlRules rules = new SqlRules(Set.of("work_mem", "CLIENT_ENCODING"), Set.of(), false);
        assertThatThrownBy(() -> StatementReaders.of(ClientDialect.NATIVE, POSTGRESQL, rules))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client_encoding");
        assertThat(StatementReaders.neverAllowed(MARIADB)).contains("sql_mode");
    }

    @Test
    void theReasonNamesWhatMakesItStateful() {
        assertThat(Reading.hive(POSTGRESQL, "create temp table t (a int)").reason())
                .isEqualTo("makes something temporary");
        assertThat(Reading.hive(MARIADB, "select last_insert_id()").reason()).isEqualTo("asks about the insert before");
        assertThat(Reading.hive(OTHER, "call p()").reason()).isEqualTo("calls what may do anything");
    }

    @Test
    void aTableThatSaysNonsenseIsRefused() {
        for (String line : List.of(
                "stateful",
                "stateful ^ A",
                "odd ^ A ; x",
                "stateful! A ; x",
                "plain ... A",
                "plain ^ ... A ... B",
                "plain ^ A ...",
                "plain ^",
                "plain a",
                "plain [A] B",
                "plain {name} A")) {
            assertThatThrownBy(() -> StatementTable.parse(List.of(line)))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

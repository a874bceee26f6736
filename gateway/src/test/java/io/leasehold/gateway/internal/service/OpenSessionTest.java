package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.jdbc.Credentials;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoType;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How sessions are opened. */
class OpenSessionTest {

    @ParameterizedTest
    @EnumSource
    void theLowerOfBothProtocolsIsSpokenAndNoneBelowTheSixth(TProtocolVersion version) throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = new Client(stage.core, FakeCaller.of(stage.core.registry(), "ann"));
            TOpenSessionResp answer = ann.calls.OpenSession(new TOpenSessionReq(version));
            int number = version.getValue() + 1;
            if (number < 6) {
                assertThat(answer.getStatus().getStatusCode()).isEqualTo(TStatusCode.ERROR_STATUS);
                assertThat(answer.getStatus().getErrorMessage()).contains("V6 to V10");
                assertThat(answer.getSessionHandle()).isNull();
                assertThat(stage.core.view().sessions().sessions()).isEmpty();
            } else {
                Client.good(answer.getStatus());
                assertThat(answer.getServerProtocolVersion().getValue() + 1).isEqualTo(Math.min(number, 10));
            }
        }
    }

    @Test
    void clientsAreToldHowManyRowsToFetchAtATime() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            assertThat(stage.client("ann").opened.getConfiguration())
                    .containsEntry("hive.server2.thrift.resultset.default.fetch.size", "10000");
        }
    }

    @OnBackends
    void theDatabaseOfAnUrlIsABackendOrABackendAndItsSchema(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            String home = stage.client("ann").value("SELECT current_database()");
            assertThat(home).isIn("PUBLIC", "public", "app");
            Map<String, String> qualified = Map.of("use:database", "db." + home.toLowerCase(Locale.ROOT));
            assertThat(Client.open(stage.core, "ann", qualified).value("SELECT current_database()"))
                    .isEqualTo(home);
            for (String wrong : new String[] {"nowhere", "db.nowhere", "x;INIT=DROP"}) {
                Client ann = new Client(stage.core, FakeCaller.of(stage.core.registry(), "ann"));
                TOpenSessionResp answer = ann.open(Map.of("use:database", wrong));
                assertThat(answer.getStatus().getStatusCode()).as(wrong).isEqualTo(TStatusCode.ERROR_STATUS);
                assertThat(answer.getSessionHandle()).isNull();
            }
            assertThat(stage.core.view().sessions().sessions()).hasSize(2);
        }
    }

    @Test
    void whoActsForAnotherNeedsARule() throws Exception {
        TestDatabase database = Databases.h2();
        Credentials login = Credentials.of(database.user(), database.password());
        try (Stage stage = Stage.on(database)
                .backend(one -> one.users(Map.of("carl", login)))
                .proxies((user, other, address) -> user.equals("hue") && address.equals("192.0.2.7"))
                .build()) {
            Client hue = Client.open(stage.core, "hue", Map.of("hive.server2.proxy.user", "carl"));
            assertThat(hue.value("SELECT 1")).isEqualTo("1");
            assertThat(stage.core.view().sessions().sessions().get(0).actingAs())
                    .isEqualTo("carl");
            assertThat(stage.core.view().sessions().sessions().get(0).principal())
                    .isEqualTo("hue");
            Client ann = new Client(stage.core, FakeCaller.of(stage.core.registry(), "ann"));
            assertThat(ann.open(Map.of("hive.server2.proxy.user", "carl"))
                            .getStatus()
                            .getSqlState())
                    .isEqualTo("28000");
            Client other = new Client(
                    stage.core, FakeCaller.of(stage.core.registry(), "hue").onBehalfOf("dora"));
            assertThat(other.open(Map.of()).getStatus().getErrorMessage()).contains("no login");
        }
    }

    @Test
    void aSessionMaySayWhatBecomesOfItWithoutAClient() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client kept = Client.open(
                    stage.core,
                    "ann",
                    Map.of(
                            "set:hiveconf:hive.server2.close.session.on.disconnect", "false",
                            "set:hiveconf:hive.server2.idle.session.timeout", "7m"));
            Client.open(stage.core, "bob").caller.hangUp();
            kept.caller.hangUp();
            assertThat(stage.core.view().sessions().sessions()).hasSize(1);
            assertThat(stage.core
                            .view()
                            .sessions()
                            .sessions()
                            .get(0)
                            .onDisconnect()
                            .ends())
                    .isFalse();
            Client back = kept.over(FakeCaller.of(stage.core.registry(), "ann"), stage.core);
            assertThat(back.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void whatCannotBeReadIsRefusedByName() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = new Client(stage.core, FakeCaller.of(stage.core.registry(), "ann"));
            assertThat(ann.open(Map.of("hive.server2.idle.session.timeout", "soon"))
                            .getStatus()
                            .getErrorMessage())
                    .contains("hive.server2.idle.session.timeout");
            assertThat(ann.open(Map.of("leasehold.dialect", "oracle"))
                            .getStatus()
                            .getErrorMessage())
                    .contains("hive, native");
            for (String time : List.of("999999999999", "999999999999d", "3651d")) {
                assertThat(ann.open(Map.of("query_timeout_s", time)).getStatus())
                        .satisfies(refused -> assertThat(refused.getSqlState()).isEqualTo("22023"))
                        .satisfies(
                                refused -> assertThat(refused.getErrorMessage()).contains("3650d"));
            }
            ann.open(Map.of("query_timeout_s", "3650d"));
            ann.run("SELECT 1");
        }
    }

    /** It is remembered for an hour, with those of 10,000 other sessions. */
    @Test
    void aNameThatIsLongerThanNamesAreIsRefused() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            String longest = "a".repeat(256);
            Client.open(stage.core, longest);
            Client longer = new Client(stage.core, FakeCaller.of(stage.core.registry(), longest + "a"));
            assertThat(longer.open(Map.of()).getStatus().getSqlState()).isEqualTo("28000");
        }
    }

    @Test
    void moreSettingsThanASessionMayHaveAreRefused() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = new Client(stage.core, FakeCaller.of(stage.core.registry(), "ann"));
            assertThat(ann.open(Map.of("set:hivevar:x", "y".repeat(70_000)))
                            .getStatus()
                            .getSqlState())
                    .isEqualTo("54000");
            assertThat(stage.core.view().sessions().sessions()).isEmpty();
        }
    }

    @Test
    void aLimitIsToldInTheStatusAndARefusedOpenTakesNothing() throws Exception {
        try (Stage stage =
                Stage.on(Databases.h2()).sessions(all -> all.maximumPerUser(1)).build()) {
            Client ann = stage.client("ann");
            for (int i = 0; i < 100; i++) {
                Client again = new Client(stage.core, FakeCaller.of(stage.core.registry(), "ann"));
                assertThat(again.open(Map.of()).getStatus().getSqlState()).isEqualTo("08004");
            }
            ann.closeSession();
            stage.client("ann");
        }
    }

    @Test
    void toolsAreToldOfADatabaseThatTheyKnow() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = stage.client("ann");
            assertThat(ann.calls.GetInfo(new TGetInfoReq(ann.session, TGetInfoType.CLI_DBMS_NAME))
                            .getInfoValue()
                            .getStringValue())
                    .isEqualTo("Apache Hive");
            assertThat(ann.calls.GetInfo(new TGetInfoReq(ann.session, TGetInfoType.CLI_SERVER_NAME))
                            .getInfoValue()
                            .getStringValue())
                    .contains("Leasehold", "H2");
            assertThat(ann.calls.GetInfo(new TGetInfoReq(ann.session, TGetInfoType.CLI_MAX_INDEX_SIZE))
                            .getStatus()
                            .getSqlState())
                    .isEqualTo("HYC00");
        }
    }

    @Test
    void anIdleSessionEndsAndItsOwnerIsToldWhy() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).stepped().build()) {
            Client ann = stage.client("ann");
            ann.run("SELECT 1");
            stage.awaitNothingRuns();
            stage.pass(Duration.ofMinutes(59));
            ann.run("SELECT 1");
            stage.awaitNothingRuns();
            stage.pass(Duration.ofMinutes(59));
            assertThat(stage.core.view().sessions().sessions()).hasSize(1);
            stage.pass(Duration.ofMinutes(2));
            assertThat(stage.core.view().sessions().sessions()).isEmpty();
            assertThat(ann.send("SELECT 1", true, 0).getStatus().getErrorMessage())
                    .contains("idle for too long");
            assertThat(stage.core.view().recentEnds().get(0).reason()).contains("idle for too long");
        }
    }
}

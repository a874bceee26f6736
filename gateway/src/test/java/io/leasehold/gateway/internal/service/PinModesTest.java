package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.PinMode;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.TestDatabase;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;

/** When sessions keep a connection, and that what one leaves no other sees. */
class PinModesTest {

    private static String temporary(TestDatabase database) {
        return switch (database.kind()) {
            case H2 -> "CREATE LOCAL TEMPORARY TABLE scratch (id INT)";
            default -> "CREATE TEMPORARY TABLE scratch (id INT)";
        };
    }

    @OnBackends
    void whatLeavesStateIsPinnedBeforeItRunsUntilTheSessionEnds(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            Client bob = stage.client("bob");
            assertThat(stage.core.view().pins()).isEmpty();
            ann.run(temporary(database));
            ann.run("INSERT INTO scratch VALUES (1)");
            assertThat(ann.value("SELECT COUNT(*) FROM scratch")).isEqualTo("1");
            assertThat(stage.core.view().pins()).hasSize(1);
            assertThat(stage.core.view().pins().get(0).user()).isEqualTo("ann");
            bob.failure("SELECT COUNT(*) FROM scratch");
            ann.closeSession();
            stage.await("all is back", () -> stage.leased() == 0);
            for (int i = 0; i < 8; i++) {
                bob.failure("SELECT COUNT(*) FROM scratch");
            }
        }
    }

    @OnBackends
    void whatOneSessionLeftAnotherOfTheSameUserDoesNotSee(TestDatabase database) throws Exception {
        try (Stage stage =
                Stage.on(database).backend(one -> one.maximumPoolSize(2)).build()) {
            Client ann = stage.client("ann");
            ann.run(temporary(database));
            ann.closeSession();
            stage.await("all is back", () -> stage.leased() == 0);
            Client again = stage.client("ann");
            for (int i = 0; i < 4; i++) {
                again.failure("SELECT COUNT(*) FROM scratch");
            }
        }
    }

    @OnBackends
    void discardAllLetsGoOfWhatIsPinned(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            ann.run(temporary(database));
            ann.run("DISCARD ALL");
            assertThat(stage.core.view().pins()).isEmpty();
            stage.await("all is back", () -> stage.leased() == 0);
            ann.failure("SELECT COUNT(*) FROM scratch");
        }
    }

    @OnBackends
    void aDiscardAllThatIsRefusedLetsGoOfNothing(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            ann.run("SET a=b");
            ann.run(temporary(database));
            ann.run("BEGIN");
            assertThat(ann.failure("DISCARD ALL").getSqlState()).isEqualTo("25001");
            ann.run("COMMIT");
            assertThat(ann.value("SELECT COUNT(*) FROM scratch")).isEqualTo("0");
            assertThat(ann.value("SET a")).isEqualTo("a=b");
        }
    }

    @OnBackends
    void inPinModeSessionDiscardAllLetsGoOfWhatWasLeftToo(TestDatabase database) throws Exception {
        try (Stage stage =
                Stage.on(database).backend(one -> one.pinMode(PinMode.SESSION)).build()) {
            Client ann = stage.client("ann");
            String where = ann.value("SELECT current_database()");
            String there = schema(database);
            ann.run(temporary(database));
            ann.run("USE information_schema");
            ann.start("DISCARD ALL");
            ann.failure("SELECT COUNT(*) FROM scratch");
            assertThat(ann.value(there)).isEqualToIgnoringCase(where);
            assertThat(stage.core.view().pins()).as("the session has another").hasSize(1);
        }
    }

    private static String schema(TestDatabase database) {
        return switch (database.kind()) {
            case H2 -> "SELECT SCHEMA()";
            case POSTGRESQL -> "SELECT CURRENT_SCHEMA()";
            default -> "SELECT DATABASE()";
        };
    }

    @OnBackends
    void inPinModeTransactionWhatLeavesStateIsRefusedNamingTheMode(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database)
                .backend(one -> one.pinMode(PinMode.TRANSACTION))
                .build()) {
            Client ann = stage.client("ann");
            assertThat(ann.failure(temporary(database)))
                    .satisfies(refused -> assertThat(refused.getSqlState()).isEqualTo("0A000"))
                    .satisfies(refused -> assertThat(refused.getErrorMessage()).contains("pin mode"));
            assertThat(stage.core.view().pins()).isEmpty();
            ann.run("BEGIN");
            ann.run("ROLLBACK");
        }
    }

    @OnBackends
    void inPinModeSessionOneConnectionServesTheWholeSession(TestDatabase database) throws Exception {
        try (Stage stage =
                Stage.on(database).backend(one -> one.pinMode(PinMode.SESSION)).build()) {
            Client ann = stage.client("ann");
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
            assertThat(stage.core.view().pins()).hasSize(1);
            ann.run(temporary(database));
            assertThat(ann.value("SELECT COUNT(*) FROM scratch")).isEqualTo("0");
            ann.closeSession();
            stage.await("all is back", () -> stage.leased() == 0);
        }
    }

    private static String reads(TestDatabase database) {
        return switch (database.kind()) {
            case POSTGRESQL -> "SELECT lastval()";
            case MARIADB -> "SELECT LAST_INSERT_ID()";
            default -> "SELECT CURRVAL('A_SEQUENCE')";
        };
    }

    @OnBackends
    void whatReadsStateIsRefusedThoughAConnectionWasKeptWhenItWasSent(TestDatabase database) throws Exception {
        int size = database.kind() == DatabaseKind.MARIADB ? 2 : 1;
        try (Stage stage =
                Stage.on(database).backend(one -> one.maximumPoolSize(size)).build()) {
            Client bob = stage.client("bob");
            bob.run("BEGIN");
            Client ann = stage.client("ann");
            ann.start("BEGIN");
            ann.start("COMMIT");
            TOperationHandle asks = ann.start(reads(database));
            bob.run("ROLLBACK");
            assertThat(ann.settled(asks).getSqlState()).isEqualTo("0A000");
            assertThat(stage.core.view().pins()).isEmpty();
        }
    }

    @OnBackends
    void whatReadsStateIsRefusedWhereNoConnectionIsKept(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            assertThat(ann.failure(reads(database)).getSqlState()).isEqualTo("0A000");
            assertThat(stage.core.view().pins()).isEmpty();
        }
    }

    @OnBackends
    void aClientMayAskForAnotherModeOnlyOfABackendInAuto(TestDatabase database) throws Exception {
        try (Stage auto = Stage.on(database).build();
                Stage fixed = Stage.on(database)
                        .backend(one -> one.pinMode(PinMode.TRANSACTION))
                        .build()) {
            Client pinned = Client.open(auto.core, "ann", Map.of("leasehold.pin.mode", "session"));
            pinned.value("SELECT 1");
            assertThat(auto.core.view().pins()).hasSize(1);
            Client refused = new Client(fixed.core, FakeCaller.of(fixed.core.registry(), "ann"));
            TOpenSessionResp answer = refused.open(Map.of("leasehold.pin.mode", "session"));
            assertThat(answer.getStatus().getSqlState()).isEqualTo("0A000");
        }
    }
}

package io.leasehold.testbed.hiveclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients do what tests will ask of them, on a server of a hundred lines. */
class HiveClientTest {

    private EchoServer server;

    @BeforeEach
    void starts() throws Exception {
        server = new EchoServer();
    }

    @AfterEach
    void stops() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachDriverConnectsQueriesAndLeaves(ClientKind kind) throws Exception {
        try (HiveClient client = HiveClient.start(kind)) {
            try (HiveConnection connection = client.connect(server.url(), "ann", "")) {
                assertThat(connection.query("select 'ä\t€'")).isEqualTo(List.of(List.of("select 'ä\t€'")));
                assertThat(connection.metadataValue("getDatabaseProductName")).isNotEmpty();
                assertThat(server.open()).isOne();
            }
            assertThat(isSoon(() -> server.open() == 0)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void parametersArePutIntoTheTextByTheDriver(ClientKind kind) throws Exception {
        try (HiveClient client = HiveClient.start(kind);
                HiveConnection connection = client.connect(server.url(), "ann", "")) {
            assertThat(connection.prepared("select ?", "o'x").get(0).get(0)).startsWith("select 'o");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorComesBackWithItsTextAndState(ClientKind kind) throws Exception {
        try (HiveClient client = HiveClient.start(kind);
                HiveConnection connection = client.connect(server.url(), "ann", "")) {
            assertThatThrownBy(() -> connection.query("fail"))
                    .hasMessageContaining("there is no\tsuch table\nat all")
                    .asInstanceOf(type(SQLException.class))
                    .returns("42S02", SQLException::getSQLState)
                    .returns(7, SQLException::getErrorCode);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatRunsIsCancelledByAnother(ClientKind kind) throws Exception {
        try (HiveClient client = HiveClient.start(kind);
                HiveConnection connection = client.connect(server.url(), "ann", "");
                HiveStatement statement = connection.statement(10, 0)) {
            CompletableFuture<Long> running = statement.executing("wait");
            assertThat(server.awaitWaiting()).isTrue();
            statement.cancel();
            assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SQLException.class);
        }
    }

    @Test
    void metadataIsReadAsAResult() throws Exception {
        try (HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC);
                HiveConnection connection = client.connect(server.url(), "ann", "");
                HiveStatement catalogs = connection.metadata("getCatalogs")) {
            assertThat(catalogs.fetchAll()).isEqualTo(List.of(List.of("the catalog")));
        }
    }

    @Test
    void aKilledClientIsGoneAndWhatWasUnderWayFails() throws Exception {
        try (HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC)) {
            HiveConnection connection = client.connect(server.url(), "ann", "");
            CompletableFuture<Long> running = connection.statement().executing("wait");
            assertThat(server.awaitWaiting()).isTrue();
            client.kill();
            assertThat(isSoon(() -> server.open() == 0)).isTrue();
            assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> connection.query("select 1")).hasMessageContaining("has ended");
        }
    }

    @Test
    void beelineRunsItsStatementsAndEnds() {
        Beeline.Result result = Beeline.run(server.url(), "ann", "", "select 1;", "select 2;");
        assertThat(result.out()).as(result.err()).contains("ECHO", "select 1", "select 2");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(isSoon(() -> server.open() == 0)).isTrue();
    }

    private static boolean isSoon(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        return condition.getAsBoolean();
    }
}

package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.leasehold.gateway.internal.backend.BackendSettings;
import io.leasehold.jdbc.Credentials;
import io.leasehold.session.SessionRegistry;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testkit.proxy.Cut;
import io.leasehold.testkit.proxy.Fault;
import io.leasehold.testkit.proxy.FaultProxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A gateway of which one backend is away: when it starts, and later. */
class BackendAwayTest {

    private final TestDatabase database = Databases.postgres();

    private static GatewayCore open(BackendSettings... backends) throws SQLException {
        return GatewayCore.open(
                CoreSettings.of("gateway", List.of(backends)),
                SessionRegistry.named("gateway"),
                (user, other, address) -> false,
                GatewayCore.Around.usual());
    }

    private BackendSettings named(String name, FaultProxy proxy) {
        return named(name, proxy, Credentials.of(database.user(), database.password()));
    }

    private BackendSettings named(String name, FaultProxy proxy, Credentials login) {
        return BackendSettings.of(name, database.urlThrough("127.0.0.1", proxy.port()), login);
    }

    private FaultProxy proxy() {
        return FaultProxy.to(database.host(), database.port());
    }

    private static TStatus opened(GatewayCore core, String backend) throws Exception {
        Client client = new Client(core, FakeCaller.of(core.registry(), "ann"));
        return client.open(Map.of("use:database", backend)).getStatus();
    }

    private static void awaitServed(GatewayCore core, String backend) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (opened(core, backend).getStatusCode() != TStatusCode.SUCCESS_STATUS) {
            assertThat(System.nanoTime() - deadline)
                    .as("it is not served again")
                    .isNegative();
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void oneThatIsAwayAtTheStartKeepsTheOthersFromNothingAndIsServedOnceItIsBack() throws Exception {
        try (FaultProxy here = proxy();
                FaultProxy away = proxy()) {
            away.refuse();
            try (GatewayCore core = open(named("here", here), named("away", away))) {
                assertThat(opened(core, "here").getStatusCode()).isEqualTo(TStatusCode.SUCCESS_STATUS);
                TStatus refused = opened(core, "away");
                assertThat(refused.getSqlState()).isEqualTo("HY000");
                assertThat(refused.getErrorMessage()).contains("backend away cannot be reached at the moment");
                assertThat(core.view().backends().get(1).product()).isEmpty();
                away.heal();
                awaitServed(core, "away");
                assertThat(core.view().backends().get(1).product()).contains("PostgreSQL");
            }
        }
    }

    @Test
    void oneThatComesBackWithALoginThatMayDoTooMuchIsNotServed() throws Exception {
        try (FaultProxy here = proxy();
                FaultProxy away = proxy();
                Log log = new Log()) {
            away.refuse();
            try (GatewayCore core = open(named("here", here), named("away", away, Credentials.of("postgres", "")))) {
                away.heal();
                long deadline = System.nanoTime() + 20_000_000_000L;
                TStatus refused = opened(core, "away");
                while (refused.getErrorMessage().contains("cannot be reached")) {
                    assertThat(System.nanoTime() - deadline)
                            .as("it is not looked at again")
                            .isNegative();
                    LockSupport.parkNanos(10_000_000);
                    refused = opened(core, "away");
                }
                assertThat(refused.getErrorMessage())
                        .isEqualTo("backend away is not served: the gateway's log says why");
                opened(core, "away");
                assertThat(log.lines().filter(line -> line.contains("superuser")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void allThatMustNotBeServedIsToldAtOnce() throws Exception {
        try (FaultProxy proxy = proxy()) {
            assertThatThrownBy(() -> open(
                            named("first", proxy, Credentials.of("postgres", "")),
                            named("second", proxy, Credentials.of("nobody-at-all", "x"))))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s)backend first: .*superuser.*\nbackend second: .*nobody-at-all.*");
        }
    }

    @Test
    void clientsAreToldNothingOfThePoolAndTheOperatorIsToldAll() throws Exception {
        try (FaultProxy proxy = proxy();
                Log log = new Log();
                GatewayCore core = open(named("orders", proxy))) {
            Client client = new Client(core, FakeCaller.of(core.registry(), "ann"));
            client.open(Map.of("use:database", "orders"));
            proxy.refuse();
            proxy.onOpen().apply(new Fault.Sever(Cut.RST));
            // The first may find the connection that was there.
            client.failure("select 1");
            assertThat(client.failure("select 1").getErrorMessage())
                    .contains("backend orders cannot be reached at the moment")
                    .doesNotContain("127.0.0.1", database.user(), "pool", "leased");
            assertThat(log.lines().filter(line -> line.contains("no connection for a client")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains("leased"));
        }
    }

    /** What is logged about backends. */
    private static final class Log implements AutoCloseable {

        private final Logger logger = (Logger) LoggerFactory.getLogger("io.leasehold.gateway.internal.backend");
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        Log() {
            appender.start();
            logger.setLevel(Level.INFO);
            logger.addAppender(appender);
        }

        Stream<String> lines() {
            return List.copyOf(appender.list).stream().map(ILoggingEvent::getFormattedMessage);
        }

        @Override
        public void close() {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
    }
}

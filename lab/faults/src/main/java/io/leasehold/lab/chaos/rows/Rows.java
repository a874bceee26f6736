package io.leasehold.lab.chaos.rows;

import static io.leasehold.testbed.DatabaseKind.H2;
import static io.leasehold.testbed.DatabaseKind.MARIADB;
import static io.leasehold.testbed.DatabaseKind.POSTGRESQL;

import io.leasehold.lab.chaos.hive.GatewayServer;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Threads;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** The rows of the matrix that concern a pool of JDBC connections, by their numbers. */
public final class Rows {
    private static final int BEHIND_A_GATEWAY = 27;
    private static final List<DatabaseKind> ALL = List.of(POSTGRESQL, MARIADB, H2);

    private Rows() {}

    /**
     * A row.
     *
     * @param kinds the databases that can have this fault
     */
    public record Row(int number, String title, List<DatabaseKind> kinds, Threads threads, Supplier<Mishap> mishap) {

        /** The server that the pool is to reach. */
        public TestDatabase server(DatabaseKind kind) throws IOException {
            return number == BEHIND_A_GATEWAY ? GatewayServer.get() : Databases.of(kind);
        }
    }

    public static List<Row> all() {
        return List.of(
                row(1, "server killed", ALL, ServerKilled::new),
                row(2, "connections reset", ALL, Reset::new),
                row(3, "half-closed", ALL, HalfClose::new),
                row(4, "black hole", ALL, BlackHole::new),
                row(5, "idle connections dropped", ALL, IdleDrop::new),
                row(6, "slow server", ALL, SlowServer::new),
                row(7, "cut in an exchange", ALL, TornExchange::new),
                row(8, "garbage", ALL, Garbage::new),
                // the one that takes a new certificate while it runs and lets its clients say whom they trust
                row(9, "new certificate", List.of(POSTGRESQL), NewCertificate::new),
                // what is written for a standby of H2's would be of our own making
                row(10, "failover", List.of(POSTGRESQL, MARIADB), Failover::new),
                row(11, "new password", ALL, NewPassword::new),
                // H2 has no limit on sessions
                row(12, "server full", List.of(POSTGRESQL, MARIADB), ServerFull::new),
                row(13, "clock leaps", ALL, ClockLeap::new),
                row(14, "server stopped", ALL, ServerStopped::new),
                row(15, "errors thrown", ALL, Errors::new),
                row(16, "threads interrupted", ALL, Interrupts::new),
                row(17, "close forgotten", ALL, Forgotten::new),
                row(18, "handles misused", ALL, Misuse::new),
                new Row(20, "crowd on one carrier", ALL, Threads.VIRTUAL, Crowd::new),
                row(21, "storm of time-outs", ALL, TimeoutStorm::new),
                row(22, "races for wake-ups", ALL, WakeUps::new),
                row(26, "sessions left dirty", ALL, SessionDirt::new),
                row(BEHIND_A_GATEWAY, "sessions ended, gateway", List.of(H2), SessionsEnded::new));
    }

    private static Row row(int number, String title, List<DatabaseKind> kinds, Supplier<Mishap> mishap) {
        return new Row(number, title, kinds, Threads.EITHER, mishap);
    }
}

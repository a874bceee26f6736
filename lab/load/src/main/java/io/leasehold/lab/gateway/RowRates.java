package io.leasehold.lab.gateway;

import io.leasehold.lab.AnsweringJvm;
import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.Progress;
import io.leasehold.lab.ServingJvm;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of some databases every way, in turns. The gateway and the stub stay for all of it; readers come and go. For one thread. */
final class RowRates implements AutoCloseable {
    private final Pace pace;
    private final RowReader reader;
    private final ServingJvm gateway;
    private final ServingJvm stub;

    private RowRates(Pace pace, Profiling profiling, ServingJvm gateway, ServingJvm stub) {
        this.pace = pace;
        this.reader = new RowReader(Jdk.current(), profiling);
        this.gateway = gateway;
        this.stub = stub;
    }

    /** Fills the databases, and starts what serves them. */
    static RowRates start(List<DatabaseKind> kinds, Pace pace, Profiling profiling) throws IOException, SQLException {
        List<TestDatabase> databases = new ArrayList<>();
        for (DatabaseKind kind : kinds) {
            TestDatabase database = Databases.of(kind);
            Rows.fill(database, pace.rows());
            databases.add(database);
        }
        ServingJvm gateway = GatewayStart.of(Jdk.current(), databases, 1, profiling.of("gateway"));
        try {
            int batch = Math.min(RowReader.FETCH_SIZE, pace.rows());
            ServingJvm stub = ServingJvm.start(
                    Jdk.current(), StubJvm.class, List.of("-Xmx512m"), new StubJvm.Order(pace.rows(), batch));
            return new RowRates(pace, profiling, gateway, stub);
        } catch (IOException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /** The readings that make up a database's row; the ceiling stands with the one that has a target. */
    static List<Reading> readings(DatabaseKind kind) {
        List<Reading> readings =
                new ArrayList<>(List.of(new Reading(kind, Route.BARE), new Reading(kind, Route.GATEWAY)));
        if (RateVerdict.hasTarget(kind)) {
            readings.add(new Reading(kind, Route.CEILING));
        }
        return readings;
    }

    Interleaved<Reading, Reading.Found> run(List<DatabaseKind> kinds, Progress progress) {
        Interleaved<Reading, Reading.Found> runs = new Interleaved<>(
                kinds.stream().flatMap(kind -> readings(kind).stream()).toList(), pace.rounds(), 0);
        runs.run(this::measure, progress);
        return runs;
    }

    private Reading.Found measure(Reading reading) {
        try {
            Reading.Found found = found(reading);
            if (found.rows() != pace.rows()) {
                throw new IllegalStateException(reading + " gave " + found.rows() + " rows.");
            }
            return found;
        } catch (InterruptedException e) {
            throw AnsweringJvm.interrupted(reading, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reading.Found found(Reading reading) throws IOException, InterruptedException {
        TestDatabase database = Databases.of(reading.kind());
        return switch (reading.route()) {
            case BARE ->
                reader.bare(
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        reading.kind() == DatabaseKind.POSTGRESQL);
            case CEILING -> reader.byHive(Route.CEILING, stub.hello(Integer.class), "default");
            case GATEWAY -> {
                gateway.ask("forget", GatewayJvm.Standing.class);
                Reading.Found found =
                        reader.byHive(Route.GATEWAY, gateway.hello(Integer.class), GatewaySettings.backend(database));
                GatewayJvm.Standing now = gateway.ask("look", GatewayJvm.Standing.class);
                yield new Reading.Found(found.rows(), found.nanos(), found.sum(), now.mostResultBytes());
            }
        };
    }

    @Override
    public void close() {
        try (stub) {
            gateway.close();
        }
    }
}

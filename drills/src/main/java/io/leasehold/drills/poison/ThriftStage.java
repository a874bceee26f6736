package io.leasehold.drills.poison;

import io.leasehold.drills.Contestant;
import io.leasehold.drills.Crew;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Stage;
import io.leasehold.drills.pools.PoolLog;
import io.leasehold.testkit.proxy.FaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A Thrift server behind the fault proxy, and what lends clients of it. Opened and closed by one thread. */
final class ThriftStage implements Stage {

    /** The same garbage in every run. */
    private static final long SEED = 20;

    private final EchoThriftServer server;
    private final FaultProxy proxy;
    private final Clients clients;
    private final Crew crew = new Crew();
    private final Evidence evidence;
    private final PoolLog log;

    /** Makes what lends the clients. */
    interface Maker {
        Clients make(String host, int port, int size, Duration readTimeout);
    }

    private ThriftStage(Maker maker, Evidence evidence) throws IOException {
        this.evidence = evidence;
        server = new EchoThriftServer(PoisonedThrift.SIZE, PoisonedThrift.SERVER_READ_TIMEOUT);
        proxy = FaultProxy.builder(server.host(), server.port()).seed(SEED).start();
        clients = maker.make(proxy.host(), proxy.port(), PoisonedThrift.SIZE, PoisonedThrift.READ_TIMEOUT);
        log = new PoolLog(clients.loggers(), evidence::said);
    }

    static Contestant<ThriftStage> contestant(String kind, Maker maker) {
        return new Contestant<>(kind, evidence -> new ThriftStage(maker, evidence));
    }

    @Override
    public String contestant() {
        return clients.name();
    }

    @Override
    public List<String> settings() {
        return clients.settings();
    }

    EchoThriftServer server() {
        return server;
    }

    FaultProxy proxy() {
        return proxy;
    }

    Clients clients() {
        return clients;
    }

    Crew crew() {
        return crew;
    }

    Evidence evidence() {
        return evidence;
    }

    @Override
    public void close() throws Exception {
        try (server;
                proxy;
                clients;
                log) {
            crew.close();
        }
    }
}

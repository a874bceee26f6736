package io.leasehold.drills.endpoints;

import io.leasehold.drills.Contestant;
import io.leasehold.drills.Crew;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Stage;
import io.leasehold.drills.pools.PoolLog;
import io.leasehold.drills.services.EchoService;
import io.leasehold.testkit.proxy.Direction;
import io.leasehold.testkit.proxy.FaultProxy;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Three servers, each behind a proxy of its own, and what keeps connections to them. Opened and closed by one thread. */
final class ServersStage implements Stage {

    private static final int ROOMY = 100;

    /** What the small one bears: fewer connections than a pool would like to have. */
    static final int TIGHT = 2;

    private final EchoService first = new EchoService(ROOMY);
    private final EchoService second = new EchoService(ROOMY);
    private final EchoService small = new EchoService(TIGHT);
    private final FaultProxy toFirst = FaultProxy.to(first.host(), first.port());
    private final FaultProxy toSecond = FaultProxy.to(second.host(), second.port());
    private final FaultProxy toSmall = FaultProxy.to(small.host(), small.port());
    private final Servers servers;
    private final Crew crew = new Crew();
    private final Evidence evidence;
    private final PoolLog log;

    private ServersStage(Supplier<Servers> maker, Evidence evidence) throws IOException {
        this.evidence = evidence;
        servers = maker.get();
        log = new PoolLog(servers.loggers(), evidence::said);
    }

    static Contestant<ServersStage> contestant(String kind, Supplier<Servers> maker) {
        return new Contestant<>(kind, evidence -> new ServersStage(maker, evidence));
    }

    @Override
    public String contestant() {
        return servers.name();
    }

    @Override
    public List<String> settings() {
        return servers.settings();
    }

    /** The one that stays well. */
    Server well() {
        return new Server("server-1", toFirst.host(), toFirst.port());
    }

    /** The one that fails. */
    Server failing() {
        return new Server("server-2", toSecond.host(), toSecond.port());
    }

    /** The one that is full soon. */
    Server tight() {
        return new Server("server-3", toSmall.host(), toSmall.port());
    }

    /** How often the full one had no room. */
    int turnedAway() {
        return small.turnedAway();
    }

    /** Connections ever asked for at the one that fails, counted at its wire. */
    long attempts() {
        return toSecond.snapshot().accepted();
    }

    /** From now on it cuts what is open and whoever connects. */
    void refuse() {
        toSecond.onNew().reset();
        toSecond.onOpen().reset();
    }

    /** From now on it takes connections and says nothing; what was open is cut. */
    void hang() {
        restore();
        toSecond.onNew().blackHole(Direction.BOTH);
    }

    /** It is well again; what hung is cut. */
    void restore() {
        toSecond.heal();
        toSecond.onOpen().reset();
    }

    Servers servers() {
        return servers;
    }

    Crew crew() {
        return crew;
    }

    Evidence evidence() {
        return evidence;
    }

    @Override
    public void close() throws Exception {
        try (first;
                second;
                small;
                toFirst;
                toSecond;
                toSmall;
                servers;
                log) {
            crew.close();
        }
    }
}

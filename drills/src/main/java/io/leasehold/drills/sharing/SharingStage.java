package io.leasehold.drills.sharing;

import io.leasehold.drills.Contestant;
import io.leasehold.drills.Crew;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Stage;
import io.leasehold.drills.pools.PoolLog;
import io.leasehold.drills.services.EchoService;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A service that counts its connections, and what shares one of them. Opened and closed by one thread. */
final class SharingStage implements Stage {

    /** As many as ZooKeeper once bore from one host. */
    private static final int LIMIT = 30;

    private final EchoService service;
    private final Sharing sharing;
    private final Crew crew = new Crew();
    private final Evidence evidence;
    private final PoolLog log;

    private SharingStage(Function<EchoService, Sharing> maker, Evidence evidence) throws IOException {
        this.evidence = evidence;
        service = new EchoService(LIMIT);
        sharing = maker.apply(service);
        log = new PoolLog(sharing.loggers(), evidence::said);
    }

    static Contestant<SharingStage> contestant(String kind, Function<EchoService, Sharing> maker) {
        return new Contestant<>(kind, evidence -> new SharingStage(maker, evidence));
    }

    @Override
    public String contestant() {
        return sharing.name();
    }

    @Override
    public List<String> settings() {
        return sharing.settings();
    }

    EchoService service() {
        return service;
    }

    Sharing sharing() {
        return sharing;
    }

    Crew crew() {
        return crew;
    }

    Evidence evidence() {
        return evidence;
    }

    PoolLog log() {
        return log;
    }

    @Override
    public void close() throws Exception {
        try (service;
                sharing;
                log) {
            crew.close();
        }
    }
}

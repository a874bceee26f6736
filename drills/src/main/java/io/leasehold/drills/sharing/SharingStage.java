package io.leasehold.drills.sharing;

import io.leasehold.drills.Contestant;
import io.leasehold.drills.Crew;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Stage;
import io.leasehold.drills.pools.PoolLog;
import io.leasehold.drills.services.CountingService;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** A service that counts its connections, and what shares one of them. Opened and closed by one thread. */
public final class SharingStage implements Stage {

    private final CountingService service;
    private final Sharing sharing;
    private final Crew crew = new Crew();
    private final Evidence evidence;
    private final PoolLog log;

    private SharingStage(CountingService service, Sharing sharing, Evidence evidence) {
        this.evidence = evidence;
        this.service = service;
        this.sharing = sharing;
        log = new PoolLog(sharing.loggers(), evidence::said);
    }

    /** What shares one connection to a service that is begun anew for each stage. */
    public static <S extends CountingService> Contestant<SharingStage> contestant(
            String kind, Callable<S> services, Function<S, Sharing> maker) {
        return new Contestant<>(kind, evidence -> {
            S service = services.call();
            return new SharingStage(service, maker.apply(service), evidence);
        });
    }

    @Override
    public String contestant() {
        return sharing.name();
    }

    @Override
    public List<String> settings() {
        return sharing.settings();
    }

    CountingService service() {
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

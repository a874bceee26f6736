package io.leasehold.drills.sharing;

import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.drills.services.EchoClient;
import io.leasehold.drills.services.EchoService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Leasehold's shared pool. */
final class LeaseholdSharing implements Sharing {

    private static final Duration OPEN = Duration.ofSeconds(2);

    private final SharedPool<String, EchoClient> pool;
    private final String key;

    LeaseholdSharing(EchoService service) {
        key = service.host() + ":" + service.port();
        pool = SharedPool.of((String where) -> EchoClient.open(service.host(), service.port(), OPEN))
                .name("leasehold")
                .maximumResources(4)
                .grace(SharedConnection.GRACE)
                .shareReportAfter(SharedConnection.REPORT_AFTER)
                .siteSampling(1)
                .build();
    }

    @Override
    public String name() {
        return "Leasehold";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "maximumResources = 4",
                "grace = " + SharedConnection.GRACE.toMillis(),
                "shareReportAfter = " + SharedConnection.REPORT_AFTER.toMillis(),
                "siteSampling = 1");
    }

    @Override
    public List<String> loggers() {
        return List.of("io.leasehold.SharedPool");
    }

    @Override
    public List<String> holders() {
        return HolderTexts.of(pool.snapshot());
    }

    @Override
    public Holder acquire() {
        Share<EchoClient> share = pool.acquire(key);
        return new Holder() {
            @Override
            public long echo(long number) throws IOException {
                return share.resource().echo(number);
            }

            @Override
            public void close() {
                share.close();
            }
        };
    }

    @Override
    public void close() {
        pool.close();
    }
}

package io.leasehold.lab.peers;

import io.leasehold.Share;
import io.leasehold.SharedPool;

/** Leasehold's shared pool as shipped. */
final class LeaseholdShared implements SharedContestant {
    private static final String KEY = "cluster-1 as alice";

    @Override
    public String id() {
        return "leasehold-shared";
    }

    @Override
    public String title() {
        return "Leasehold " + Versions.of("leasehold");
    }

    @Override
    public String settings() {
        return "as shipped";
    }

    @Override
    public Open open() {
        SharedPool<String, Object> pool =
                SharedPool.of((String key) -> new Object()).maximumResources(16).build();
        pool.acquire(KEY).close();
        return new Open() {
            @Override
            public Object cycle() {
                Share<Object> share = pool.acquire(KEY);
                share.close();
                return share;
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }
}

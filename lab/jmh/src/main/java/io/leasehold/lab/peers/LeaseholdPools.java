package io.leasehold.lab.peers;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A Leasehold pool for each endpoint, in a map: what an application has that knows of no group. */
final class LeaseholdPools implements KeyedContestant {

    @Override
    public String id() {
        return "leasehold-pools";
    }

    @Override
    public String title() {
        return "Leasehold " + Versions.of("leasehold") + ", a pool each";
    }

    @Override
    public String settings() {
        return "a Pool for each endpoint, as shipped";
    }

    @Override
    public Open open(int endpoints, int perEndpoint) {
        String[] keys = KeyedContestant.keys(endpoints);
        Map<String, Pool<Object>> pools = new ConcurrentHashMap<>();
        return new Open() {
            @Override
            public Object cycle(int endpoint) {
                Pool<Object> pool = pools.get(keys[endpoint]);
                if (pool == null) {
                    pool = pools.computeIfAbsent(
                            keys[endpoint],
                            key -> Pool.of(Object::new)
                                    .name(key)
                                    .maximumSize(perEndpoint)
                                    .build());
                }
                Lease<Object> lease = pool.acquire();
                lease.close();
                return lease;
            }

            @Override
            public void close() {
                pools.values().forEach(Pool::close);
            }
        };
    }
}

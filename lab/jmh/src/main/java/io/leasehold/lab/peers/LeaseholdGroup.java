package io.leasehold.lab.peers;

import io.leasehold.Lease;
import io.leasehold.PoolGroup;

/** Leasehold's group of pools as shipped. */
final class LeaseholdGroup implements KeyedContestant {

    @Override
    public String id() {
        return "leasehold-group";
    }

    @Override
    public String title() {
        return "Leasehold " + Versions.of("leasehold");
    }

    @Override
    public String settings() {
        return "PoolGroup as shipped";
    }

    @Override
    public Open open(int endpoints, int perEndpoint) {
        String[] keys = KeyedContestant.keys(endpoints);
        PoolGroup<String, Object> group = PoolGroup.of((String key) -> new Object())
                .maximumPerEndpoint(perEndpoint)
                .maximumSize(Math.max(endpoints, perEndpoint))
                .build();
        return new Open() {
            @Override
            public Object cycle(int endpoint) {
                Lease<Object> lease = group.acquire(keys[endpoint]);
                lease.close();
                return lease;
            }

            @Override
            public void close() {
                group.close();
            }
        };
    }
}

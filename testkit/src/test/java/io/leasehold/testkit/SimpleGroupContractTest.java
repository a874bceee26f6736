package io.leasehold.testkit;

import io.leasehold.Lease;
import io.leasehold.PoolGroup;
import java.time.Duration;

class SimpleGroupContractTest extends PoolGroupContract {

    @Override
    protected Subject open(int maximum, int perEndpoint) {
        PoolGroup<String, ScriptedResource> group = PoolGroup.<String, ScriptedResource>of(factory)
                .name("contract")
                .maximumSize(maximum)
                .maximumPerEndpoint(perEndpoint)
                .build();
        return new Subject() {
            @Override
            public PoolContract.Held acquire(String key, Duration timeout) {
                return held(group.acquire(key, timeout));
            }

            @Override
            public void close() {
                group.close();
            }
        };
    }

    private static PoolContract.Held held(Lease<ScriptedResource> lease) {
        ScriptedResource resource = lease.resource();
        return new PoolContract.Held() {
            @Override
            public ScriptedResource resource() {
                return resource;
            }

            @Override
            public void retire(Throwable why) {
                lease.retire(why);
            }

            @Override
            public void close() {
                lease.close();
            }
        };
    }
}

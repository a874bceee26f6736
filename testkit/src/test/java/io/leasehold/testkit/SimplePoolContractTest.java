package io.leasehold.testkit;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.time.Duration;

/** Core's pool of plain resources keeps the contract. */
class SimplePoolContractTest extends PoolContract {

    @Override
    protected Subject open(int maximum) {
        Pool<ScriptedResource> pool =
                Pool.of(factory).name("contract").maximumSize(maximum).build();
        return new Subject() {
            @Override
            public Held acquire(Duration timeout) {
                return held(pool.acquire(timeout));
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }

    private static Held held(Lease<ScriptedResource> lease) {
        ScriptedResource resource = lease.resource();
        return new Held() {
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

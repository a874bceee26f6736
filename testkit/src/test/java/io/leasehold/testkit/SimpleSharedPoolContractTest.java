package io.leasehold.testkit;

import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import java.io.IOException;
import java.time.Duration;

/** Core's shared pool of plain resources keeps the contract. */
class SimpleSharedPoolContractTest extends SharedPoolContract {

    @Override
    protected Subject open(int maximum, Duration grace) {
        SharedPool<String, ScriptedSharedResource> pool = SharedPool.of(factory)
                .name("contract")
                .maximumResources(maximum)
                .grace(grace)
                .failFast(Duration.ZERO)
                .build();
        return new Subject() {
            @Override
            public Held acquire(String key, Duration timeout) {
                return held(pool.acquire(key, timeout));
            }

            @Override
            public void retire(String key) {
                pool.retire(key, Retirement.KEEP_HOLDERS, new IOException("retired by the contract"));
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }

    private static Held held(Share<ScriptedSharedResource> share) {
        ScriptedSharedResource resource = share.resource();
        return new Held() {
            @Override
            public ScriptedSharedResource resource() {
                return resource;
            }

            @Override
            public void use() throws Exception {
                share.resource().use();
            }

            @Override
            public void close() {
                share.close();
            }
        };
    }
}

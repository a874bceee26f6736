package io.leasehold.testkit;

import io.leasehold.Retirement;
import io.leasehold.SharedPool;
import io.leasehold.spi.SharedHandlePool;
import java.io.IOException;
import java.time.Duration;

/** A shared pool of an adapter's own handles keeps the contract. */
class ShareHandlePoolContractTest extends SharedPoolContract {

    @Override
    protected Subject open(int maximum, Duration grace) {
        SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool = SharedHandlePool.open(
                SharedPool.of(factory)
                        .name("contract")
                        .maximumResources(maximum)
                        .grace(grace)
                        .failFast(Duration.ZERO)
                        .config(),
                new ScriptedShareHandleFactory<>(factory),
                null,
                null,
                null);
        return new Subject() {
            @Override
            public Held acquire(String key, Duration timeout) {
                return held(pool.acquire(key, timeout.toNanos()));
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

    private static Held held(ScriptedShareHandle share) {
        return new Held() {
            @Override
            public ScriptedSharedResource resource() {
                return share.behind();
            }

            @Override
            public void use() throws Exception {
                share.call(() -> null);
            }

            @Override
            public void close() {
                share.close();
            }
        };
    }
}

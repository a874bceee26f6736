package io.leasehold.testkit;

import io.leasehold.Pool;
import io.leasehold.spi.HandlePool;
import java.time.Duration;

/** Core's pool as adapters see it keeps the contract. */
class HandlePoolContractTest extends PoolContract {

    @Override
    protected Subject open(int maximum) {
        HandlePool<ScriptedResource, ScriptedHandle> pool = HandlePool.open(
                Pool.of(factory).name("contract").maximumSize(maximum).config(),
                new ScriptedHandleFactory(factory),
                null,
                null,
                null);
        return new Subject() {
            @Override
            public Held acquire(Duration timeout) {
                return held(pool.acquire(timeout.toNanos()));
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }

    private static Held held(ScriptedHandle handle) {
        return new Held() {
            @Override
            public ScriptedResource resource() {
                return handle.behind();
            }

            @Override
            public void retire(Throwable why) {
                handle.retire(why);
            }

            @Override
            public void close() {
                handle.close();
            }
        };
    }
}

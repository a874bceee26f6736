package io.leasehold.lab.peers;

import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;

/** Commons Pool's keyed pool. It lends exclusively, so that it gets an object for each thread. */
final class KeyedPoolPeer implements SharedContestant {
    private static final String KEY = "cluster-1 as alice";
    private static final int OBJECTS = 32;

    @Override
    public String id() {
        return "commons-pool2-keyed";
    }

    @Override
    public String title() {
        return "Commons Pool keyed " + GenericKeyedObjectPool.class.getPackage().getImplementationVersion();
    }

    @Override
    public String settings() {
        return OBJECTS + " objects of the key";
    }

    @Override
    public Open open() throws Exception {
        GenericKeyedObjectPoolConfig<Object> config = new GenericKeyedObjectPoolConfig<>();
        config.setMaxTotalPerKey(OBJECTS);
        config.setMaxIdlePerKey(OBJECTS);
        config.setMaxTotal(OBJECTS);
        config.setJmxEnabled(false);
        GenericKeyedObjectPool<String, Object> pool = new GenericKeyedObjectPool<>(new Objects(), config);
        pool.returnObject(KEY, pool.borrowObject(KEY));
        return new Open() {
            @Override
            public Object cycle() throws Exception {
                Object object = pool.borrowObject(KEY);
                pool.returnObject(KEY, object);
                return object;
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }

    private static final class Objects extends BaseKeyedPooledObjectFactory<String, Object> {
        @Override
        public Object create(String key) {
            return new Object();
        }

        @Override
        public PooledObject<Object> wrap(Object value) {
            return new DefaultPooledObject<>(value);
        }
    }
}

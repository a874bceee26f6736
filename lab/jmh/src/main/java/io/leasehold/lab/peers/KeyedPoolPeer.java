package io.leasehold.lab.peers;

import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;

/** Commons Pool's keyed pool. It lends exclusively, so that sharers get an object for each thread. */
final class KeyedPoolPeer implements SharedContestant, KeyedContestant {
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
        return "GenericKeyedObjectPool without JMX";
    }

    @Override
    public SharedContestant.Open open() throws Exception {
        KeyedContestant.Open keyed = open(1, OBJECTS);
        keyed.cycle(0);
        return new SharedContestant.Open() {
            @Override
            public Object cycle() throws Exception {
                return keyed.cycle(0);
            }

            @Override
            public void close() throws Exception {
                keyed.close();
            }
        };
    }

    @Override
    public KeyedContestant.Open open(int endpoints, int perEndpoint) {
        String[] keys = KeyedContestant.keys(endpoints);
        GenericKeyedObjectPoolConfig<Object> config = new GenericKeyedObjectPoolConfig<>();
        config.setMaxTotalPerKey(perEndpoint);
        config.setMaxIdlePerKey(perEndpoint);
        config.setMaxTotal(Math.max(endpoints, perEndpoint));
        config.setJmxEnabled(false);
        GenericKeyedObjectPool<String, Object> pool = new GenericKeyedObjectPool<>(new Objects(), config);
        return new KeyedContestant.Open() {
            @Override
            public Object cycle(int endpoint) throws Exception {
                Object object = pool.borrowObject(keys[endpoint]);
                pool.returnObject(keys[endpoint], object);
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

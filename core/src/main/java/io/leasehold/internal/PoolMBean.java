package io.leasehold.internal;

import io.leasehold.PoolMXBean;
import io.leasehold.PoolSnapshot;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool as JMX shows it: from {@link #register} until {@link #unregister}. Safe for any thread. */
final class PoolMBean implements PoolMXBean {

    private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.Pool");

    private final EnginePool<?, ?> pool;
    private volatile boolean registered;

    PoolMBean(EnginePool<?, ?> pool) {
        this.pool = pool;
    }

    /** A name that is taken is no reason not to lend connections: it is told, and the bean left out. */
    void register() {
        try {
            server().registerMBean(this, objectName());
            registered = true;
        } catch (InstanceAlreadyExistsException e) {
            LOG.warn(
                    "{}: no MBean is registered, since another pool of this name has one; name pools differently",
                    pool.name());
        } catch (JMException e) {
            LOG.warn("{}: no MBean is registered: {}", pool.name(), e.toString());
        }
    }

    /** Takes out this pool's own bean, and never another's of the same name. */
    void unregister() {
        try {
            if (registered) {
                registered = false;
                server().unregisterMBean(objectName());
            }
        } catch (InstanceNotFoundException goneAlready) {
            LOG.debug("{}: its MBean had gone", pool.name());
        } catch (JMException e) {
            LOG.warn("{}: its MBean is not unregistered: {}", pool.name(), e.toString());
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    private ObjectName objectName() throws JMException {
        return new ObjectName("io.leasehold:type=Pool,name=" + ObjectName.quote(pool.name()));
    }

    private PoolSnapshot now() {
        return pool.snapshot();
    }

    @Override
    public String getName() {
        return pool.name();
    }

    @Override
    public String getState() {
        return now().state().name();
    }

    @Override
    public int getTotal() {
        return now().total();
    }

    @Override
    public int getIdle() {
        return now().idle();
    }

    @Override
    public int getLeased() {
        return now().leased();
    }

    @Override
    public int getOpening() {
        return now().opening();
    }

    @Override
    public int getWaiting() {
        return now().waiting();
    }

    @Override
    public int getMaximum() {
        return now().maximum();
    }

    @Override
    public int getCeiling() {
        return now().ceiling();
    }

    @Override
    public int getLost() {
        return now().lost();
    }

    @Override
    public List<String> getHolders() {
        return now().holders().stream().map(SceneText::words).toList();
    }

    @Override
    public String getAdvice() {
        String advice = now().advice();
        return advice == null ? "" : advice;
    }
}

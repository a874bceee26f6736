package io.leasehold.internal;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;

/** A pool's bean in the platform's server: from {@link #register} until {@link #unregister}. Safe for any thread. */
public final class MBean {

    private final String type;
    private final String name;
    private final Object bean;
    private final Logger log;
    private volatile boolean registered;

    /**
     * A bean that is not registered yet.
     *
     * @param type what kind of pool it is
     * @param name the pool's
     * @param bean of an interface that ends in MXBean
     * @param log where it is told if that fails
     */
    public MBean(String type, String name, Object bean, Logger log) {
        this.type = type;
        this.name = name;
        this.bean = bean;
        this.log = log;
    }

    /** A name that is taken, or a server that refuses, is no reason not to lend: it is told, and the bean left out. */
    public void register() {
        try {
            server().registerMBean(bean, objectName());
            registered = true;
        } catch (InstanceAlreadyExistsException e) {
            log.warn(
                    "{}: no MBean is registered, since another pool of this name has one; name pools differently",
                    name);
        } catch (JMException | RuntimeException e) {
            log.warn("{}: no MBean is registered: {}", name, e.toString());
        }
    }

    /** Takes out this pool's own bean, and never another's of the same name. */
    public void unregister() {
        try {
            if (registered) {
                registered = false;
                server().unregisterMBean(objectName());
            }
        } catch (InstanceNotFoundException goneAlready) {
            log.debug("{}: its MBean had gone", name);
        } catch (JMException | RuntimeException e) {
            log.warn("{}: its MBean is not unregistered: {}", name, e.toString());
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    private ObjectName objectName() throws JMException {
        return new ObjectName("io.leasehold:type=" + type + ",name=" + ObjectName.quote(name));
    }
}

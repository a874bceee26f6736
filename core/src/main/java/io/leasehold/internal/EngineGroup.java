package io.leasehold.internal;

import io.leasehold.Endpoint;
import io.leasehold.EndpointSnapshot;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolConfig;
import io.leasehold.PoolGroupConfig;
import io.leasehold.PoolGroupSnapshot;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.GroupResourceFactory;
import io.leasehold.spi.HandleGroup;
import io.leasehold.spi.LeaseHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A group: finds the pool of a key's endpoint, makes it with the first acquire, forgets it when nothing was open for long, and stops
 * all of them together. Safe for any thread.
 *
 * <p>A pool that is forgotten was sealed first, under the lock that every open passes, when nothing was open in it; so who found it
 * just before can at most stand in its line, hears that it is closed, and begins again with another.
 */
final class EngineGroup<K, R, H extends LeaseHandle<R>> implements HandleGroup<K, R, H> {

    final GroupRoom room;
    final Hints hints;
    final Supplier<Sites> sites;
    final Tasks chores;
    final long failFast;
    final long failFastLongest;

    private final PoolGroupConfig config;
    private final GroupResourceFactory<K, R, H> factory;
    private final PoolSurroundings around;
    private final ConcurrentHashMap<K, EndpointRoom<R, H>> members = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Object, Siblings> addresses = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Object, Siblings> services = new ConcurrentHashMap<>();
    private final GroupUpkeep upkeep;
    private final GroupShutdown shutdown;
    private final GroupScene scene;
    private volatile @Nullable MBean mbean;

    EngineGroup(PoolGroupConfig config, GroupResourceFactory<K, R, H> factory, PoolSurroundings around) {
        this.config = config;
        this.factory = factory;
        this.around = around;
        this.hints = new Hints(config.maximumSize());
        this.failFast = config.failFast().toNanos();
        this.failFastLongest = config.failFastLongest().toNanos();
        this.sites = Sites.ofGroup(config.each().siteSampling(), factory);
        this.room = new GroupRoom(config.maximumSize(), members.values());
        this.upkeep = new GroupUpkeep(this, around);
        this.chores = upkeep.chores;
        this.shutdown = new GroupShutdown(this, around.ticker());
        this.scene = new GroupScene(this, around.ticker());
    }

    void start() {
        try {
            upkeep.start();
            if (config.each().registerMbeans()) {
                MBean made = new MBean("PoolGroup", name(), new GroupMBean(this), Events.LOG);
                made.register();
                mbean = made;
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public H acquire(K key) {
        EndpointRoom<R, H> member = members.get(key);
        if (member != null) {
            try {
                return member.pool().acquire();
            } catch (PoolClosedException e) {
                if (!member.isForgotten()) {
                    throw e;
                }
            }
        }
        return acquire(key, config.each().acquireTimeout().toNanos());
    }

    @Override
    public H acquire(K key, long timeoutNanos) {
        while (true) {
            EndpointRoom<R, H> member = members.get(key);
            if (member == null) {
                member = join(KeyRule.value(key));
            }
            try {
                return member.pool().acquire(timeoutNanos);
            } catch (PoolClosedException e) {
                if (!member.isForgotten()) {
                    throw e;
                }
                members.remove(key, member);
            }
        }
    }

    /** A pool for the key, made by this thread or by one that was quicker. Nothing of the factory runs under a lock. */
    private EndpointRoom<R, H> join(K key) {
        shutdown.refuseIfClosing();
        Endpoint endpoint = factory.endpointOf(key);
        EndpointRoom<R, H> made = new EndpointRoom<>(this, endpoint);
        PoolConfig each = config.each().named(config.name() + "/" + endpoint);
        made.is(new EnginePool<>(each, factory.factoryOf(key), around, made));
        joinSiblings(made);
        EndpointRoom<R, H> before = members.putIfAbsent(key, made);
        if (before != null) {
            leaveSiblings(made);
            return before;
        }
        try {
            made.pool().start();
        } catch (Throwable e) {
            leave(key, made);
            throw e;
        }
        if (shutdown.isClosing()) {
            made.pool().close();
            shutdown.refuseIfClosing();
        }
        return made;
    }

    /** Whoever found it still asks the group again. */
    private void leave(K key, EndpointRoom<R, H> member) {
        member.forget();
        members.remove(key, member);
        leaveSiblings(member);
        member.pool().close();
    }

    private void joinSiblings(EndpointRoom<R, H> joining) {
        addresses.compute(joining.endpoint.address(), (address, siblings) -> joining.joinAddress(siblings));
        Object service = joining.endpoint.service();
        if (service != null) {
            services.compute(service, (name, siblings) -> joining.joinService(siblings));
        }
    }

    private void leaveSiblings(EndpointRoom<R, H> leaving) {
        addresses.computeIfPresent(leaving.endpoint.address(), (address, siblings) -> siblings.without(leaving));
        Object service = leaving.endpoint.service();
        if (service != null) {
            services.computeIfPresent(service, (name, siblings) -> siblings.without(leaving));
        }
    }

    Collection<EndpointRoom<R, H>> members() {
        return members.values();
    }

    /** Forgets endpoints on which nothing was open for so long. On a worker. */
    void forgetUnused(long nanos) {
        members.forEach((key, member) -> {
            if (member.pool().supply.seal(nanos)) {
                leave(key, member);
            }
        });
    }

    long nanos() {
        return around.ticker().nanos();
    }

    /** The group in words, for the error of an acquire that got no room. */
    String scene() {
        return scene.text();
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public PoolGroupConfig config() {
        return config;
    }

    @Override
    public PoolGroupSnapshot snapshot() {
        List<EndpointSnapshot> endpoints = new ArrayList<>();
        for (EndpointRoom<R, H> member : members.values()) {
            endpoints.add(new EndpointSnapshot(member.endpoint, member.pool().snapshot(), member.failure(nanos())));
        }
        return new PoolGroupSnapshot(
                name(), state(), config.maximumSize(), room.taken(), room.lostNow(), room.wanted(), endpoints);
    }

    PoolSnapshot.State state() {
        return shutdown.state();
    }

    @Override
    public void retire(K key) {
        EndpointRoom<R, H> member = members.get(key);
        if (member != null) {
            member.forgetFailures();
            member.pool().retireAll();
        }
    }

    @Override
    public void retireAll() {
        members.values().forEach(member -> member.pool().retireAll());
    }

    @Override
    public boolean drain(Duration timeout) {
        return shutdown.drain(timeout);
    }

    /** When every pool has closed. */
    void closed() {
        upkeep.stop();
        MBean registered = mbean;
        if (registered != null) {
            registered.unregister();
        }
    }

    @Override
    public void close() {
        shutdown.drain(Duration.ZERO);
    }

    @Override
    public String toString() {
        return "group '" + name() + "'";
    }

    /** How many leases of this group the thread holds, in whatever endpoint. */
    int heldBy(Thread thread) {
        int held = 0;
        for (EndpointRoom<R, H> member : members.values()) {
            held += member.pool().scene.heldBy(thread);
        }
        return held;
    }
}

package io.leasehold.drills;

import io.leasehold.testkit.proxy.Direction;
import io.leasehold.testkit.proxy.Fault;
import io.leasehold.testkit.proxy.FaultEvent;
import io.leasehold.testkit.proxy.FaultProxy;
import java.time.Duration;

/** The fault proxy as a drill's wire. Safe for use by many threads. */
final class ProxyWire implements Wire {

    private final FaultProxy proxy;

    ProxyWire(FaultProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public String host() {
        return proxy.host();
    }

    @Override
    public int port() {
        return proxy.port();
    }

    @Override
    public int open() {
        return proxy.snapshot().open();
    }

    @Override
    public long attempts() {
        return proxy.snapshot().accepted();
    }

    /** Attempts are reset as soon as they are accepted, not refused by the system: so they can be counted. */
    @Override
    public void refuse() {
        proxy.onNew().reset();
        proxy.onOpen().reset();
    }

    @Override
    public void hang() {
        proxy.heal();
        proxy.blackHole(Direction.BOTH);
        proxy.onOpen().reset();
    }

    @Override
    public void restore() {
        proxy.heal();
        proxy.onOpen().reset();
    }

    @Override
    public void dropIdle(Duration after) {
        proxy.idleDrop(after);
    }

    @Override
    public int dropped() {
        return (int) proxy.events().stream()
                .filter(event -> event.step() == FaultEvent.Step.DELIVERED && event.fault() instanceof Fault.IdleDrop)
                .mapToLong(FaultEvent::connection)
                .distinct()
                .count();
    }

    @Override
    public void close() {
        proxy.close();
    }
}

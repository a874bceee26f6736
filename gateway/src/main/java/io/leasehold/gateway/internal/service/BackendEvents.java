package io.leasehold.gateway.internal.service;

import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;

/**
 * Tells of what happens in a backend's pools by the backend's name: theirs have the users in them for whom connections are kept, which
 * metrics must not show. Immutable.
 */
record BackendEvents(String backend, PoolListener told) implements PoolListener {

    private PoolEvent named(PoolEvent event) {
        return new PoolEvent(
                backend, event.resource(), event.duration(), event.reason(), event.holder(), event.cause());
    }

    @Override
    public void opened(PoolEvent event) {
        told.opened(named(event));
    }

    @Override
    public void openFailed(PoolEvent event) {
        told.openFailed(named(event));
    }

    @Override
    public void acquired(PoolEvent event) {
        told.acquired(named(event));
    }

    @Override
    public void returned(PoolEvent event) {
        told.returned(named(event));
    }

    @Override
    public void retired(PoolEvent event) {
        told.retired(named(event));
    }

    @Override
    public void revoked(PoolEvent event) {
        told.revoked(named(event));
    }

    @Override
    public void overdue(PoolEvent event) {
        told.overdue(named(event));
    }

    @Override
    public void waited(PoolEvent event) {
        told.waited(named(event));
    }

    @Override
    public void timedOut(PoolEvent event) {
        told.timedOut(named(event));
    }

    @Override
    public void lost(PoolEvent event) {
        told.lost(named(event));
    }
}

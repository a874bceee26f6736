package io.leasehold.gateway.internal.service;

import io.leasehold.session.SessionEvent;
import io.leasehold.session.SessionListener;
import java.util.List;

/** Several that are told of everything, one after the other. Immutable. */
record SessionListeners(List<SessionListener> told) implements SessionListener {

    SessionListeners {
        told = List.copyOf(told);
    }

    @Override
    public void connectionStarted(SessionEvent event) {
        told.forEach(one -> one.connectionStarted(event));
    }

    @Override
    public void connectionEnded(SessionEvent event) {
        told.forEach(one -> one.connectionEnded(event));
    }

    @Override
    public void opened(SessionEvent event) {
        told.forEach(one -> one.opened(event));
    }

    @Override
    public void refused(SessionEvent event) {
        told.forEach(one -> one.refused(event));
    }

    @Override
    public void attached(SessionEvent event) {
        told.forEach(one -> one.attached(event));
    }

    @Override
    public void detached(SessionEvent event) {
        told.forEach(one -> one.detached(event));
    }

    @Override
    public void ended(SessionEvent event) {
        told.forEach(one -> one.ended(event));
    }

    @Override
    public void closeFailed(SessionEvent event) {
        told.forEach(one -> one.closeFailed(event));
    }

    @Override
    public void closeHangs(SessionEvent event) {
        told.forEach(one -> one.closeHangs(event));
    }
}

package io.leasehold.gateway.internal.console;

import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.gateway.internal.view.EndView;
import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.gateway.internal.view.OperationView;
import io.leasehold.gateway.internal.view.PinView;
import io.leasehold.session.SessionRegistrySnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway that shows what it was given and writes down what is done to it. Safe for any number of threads. */
final class FakeGateway implements GatewayView {

    final List<String> done = new CopyOnWriteArrayList<>();
    volatile String name = "sample";
    volatile boolean ready = true;
    volatile boolean found = true;
    volatile List<BackendView> backends = List.of();
    volatile SessionRegistrySnapshot sessions = Samples.sessions(List.of(), List.of());
    volatile List<OperationView> operations = List.of();
    volatile List<PinView> pins = List.of();
    volatile List<EndView> ends = List.of();

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration age() {
        return Duration.ofMinutes(187);
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public List<BackendView> backends() {
        return backends;
    }

    @Override
    public SessionRegistrySnapshot sessions() {
        return sessions;
    }

    @Override
    public List<OperationView> operations() {
        return operations;
    }

    @Override
    public long resultBytes() {
        return 4096;
    }

    @Override
    public List<PinView> pins() {
        return pins;
    }

    @Override
    public List<EndView> recentEnds() {
        return ends;
    }

    @Override
    public boolean endSession(String sessionId, String by) {
        done.add("end " + sessionId + " by " + by);
        return found;
    }

    @Override
    public boolean cancelOperation(String operationId, String by) {
        done.add("cancel " + operationId + " by " + by);
        return found;
    }

    @Override
    public boolean revokeLease(String backend, long leaseId, String by) {
        done.add("revoke " + leaseId + " of " + backend + " by " + by);
        return found;
    }
}

package io.leasehold.gateway.internal.console;

import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.gateway.internal.view.EndView;
import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.gateway.internal.view.OperationView;
import io.leasehold.gateway.internal.view.PinView;
import io.leasehold.session.SessionRegistrySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that the console shows of a gateway, read once for a page. Immutable; its parts are of the same moment but for the microseconds
 * between one reading and the next.
 *
 * @param at when, by the server's clock
 */
record Readout(
        Instant at,
        String name,
        Duration age,
        boolean ready,
        List<BackendView> backends,
        SessionRegistrySnapshot sessions,
        List<OperationView> operations,
        List<PinView> pins,
        List<EndView> ends) {

    static Readout of(GatewayView gateway, Instant now) {
        return new Readout(
                now,
                gateway.name(),
                gateway.age(),
                gateway.ready(),
                gateway.backends(),
                gateway.sessions(),
                gateway.operations(),
                gateway.pins(),
                gateway.recentEnds());
    }
}

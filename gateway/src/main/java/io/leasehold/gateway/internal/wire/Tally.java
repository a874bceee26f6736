package io.leasehold.gateway.internal.wire;

import java.util.concurrent.atomic.LongAdder;

/** What a listener counts. Safe for any number of threads. */
final class Tally {

    final LongAdder opened = new LongAdder();
    final LongAdder full = new LongAdder();
    final LongAdder closedAtOnce = new LongAdder();
    final LongAdder failedLogins = new LongAdder();
    final LongAdder slowLogins = new LongAdder();
    final LongAdder garbage = new LongAdder();
    final LongAdder clientsGone = new LongAdder();
    final LongAdder unacknowledged = new LongAdder();

    WireCounters read(Admission admission) {
        return new WireCounters(
                admission.connections(),
                admission.loggingIn(),
                opened.sum(),
                full.sum(),
                closedAtOnce.sum(),
                failedLogins.sum(),
                slowLogins.sum(),
                garbage.sum(),
                clientsGone.sum(),
                unacknowledged.sum());
    }
}

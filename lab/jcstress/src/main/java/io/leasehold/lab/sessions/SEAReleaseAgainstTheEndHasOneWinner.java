package io.leasehold.lab.sessions;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.Held;
import io.leasehold.session.HoldKind;
import io.leasehold.session.Session;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Of a release and the end of the session one has what was held. */
@JCStressTest
@Outcome(
        id = {"true, 0", "false, 1"},
        expect = ACCEPTABLE,
        desc = "The holder's, or closed.")
@Outcome(expect = FORBIDDEN, desc = "Both have it, or none.")
@State
public class SEAReleaseAgainstTheEndHasOneWinner {
    private final ClientConnection connection = BareSessions.connection();
    private final Session session = BareSessions.session(connection).session();
    private final AtomicInteger closes = new AtomicInteger();
    private final Held held = session.hold(HoldKind.OTHER, "thing", closes::incrementAndGet);

    @Actor
    public void ender() {
        connection.end();
    }

    @Actor
    public void holder(ZI_Result result) {
        result.r1 = held.release();
    }

    @Arbiter
    public void look(ZI_Result result) {
        result.r2 = closes.get();
    }
}

package io.leasehold.lab.sessions;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.HoldKind;
import io.leasehold.session.Session;
import io.leasehold.session.SessionEndedException;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** What a session comes to hold while it ends is closed, once. */
@JCStressTest
@Outcome(
        id = {"true, 1", "false, 1"},
        expect = ACCEPTABLE,
        desc = "Closed once, held before or refused.")
@Outcome(expect = FORBIDDEN, desc = "Left open, or closed twice.")
@State
public class SEAHoldAgainstTheEndIsGivenBackOnce {
    private final ClientConnection connection = BareSessions.connection();
    private final Session session = BareSessions.session(connection).session();
    private final AtomicInteger closes = new AtomicInteger();

    @Actor
    public void ender() {
        session.end();
    }

    @Actor
    public void holder(ZI_Result result) {
        try {
            session.hold(HoldKind.OTHER, "thing", closes::incrementAndGet);
            result.r1 = true;
        } catch (SessionEndedException refused) {
            result.r1 = false;
        }
    }

    @Arbiter
    public void look(ZI_Result result) {
        result.r2 = closes.get();
        connection.end();
    }
}

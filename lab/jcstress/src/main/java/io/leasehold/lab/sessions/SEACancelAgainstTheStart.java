package io.leasehold.lab.sessions;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.SessionOperation;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** A cancel is never lost between the start of an operation and its canceller. */
@JCStressTest
@Outcome(
        id = {"true, 1", "false, 0"},
        expect = ACCEPTABLE,
        desc = "Cancelled while it runs, or never started.")
@Outcome(expect = FORBIDDEN, desc = "It runs, uncancelled.")
@State
public class SEACancelAgainstTheStart {
    private final ClientConnection connection = BareSessions.connection();
    private final SessionOperation operation =
            BareSessions.session(connection).session().operation("query");
    private final AtomicInteger cancels = new AtomicInteger();

    @Actor
    public void canceller() {
        operation.cancel();
    }

    @Actor
    public void starter(ZI_Result result) {
        result.r1 = operation.start(cancels::incrementAndGet);
    }

    @Arbiter
    public void look(ZI_Result result) {
        result.r2 = cancels.get();
        connection.end();
    }
}

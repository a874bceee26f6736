package io.leasehold.lab.sessions;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionEndedException;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRefusedException;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** A session that opens while its connection ends is refused, or ends, and what its opener brought is closed. */
@JCStressTest
@Outcome(
        id = {"opened, 1", "ended, 1", "refused, 0"},
        expect = ACCEPTABLE,
        desc = "Nothing is left.")
@Outcome(expect = FORBIDDEN, desc = "A session outlives its connection, or what it held does.")
@State
public class SEAnOpenAgainstTheEndOfItsConnection {
    private final ClientConnection connection = BareSessions.connection();
    private final AtomicInteger closes = new AtomicInteger();

    @Actor
    public void connection() {
        connection.end();
    }

    @Actor
    public void opener(LI_Result result) {
        try {
            connection.open(
                    BareSessions.USER,
                    SessionOptions.DEFAULT,
                    session -> session.hold(HoldKind.OTHER, "thing", closes::incrementAndGet));
            result.r1 = "opened";
        } catch (SessionEndedException ended) {
            result.r1 = "ended";
        } catch (SessionRefusedException refused) {
            result.r1 = "refused";
        }
    }

    @Arbiter
    public void look(LI_Result result) {
        result.r2 = closes.get();
    }
}

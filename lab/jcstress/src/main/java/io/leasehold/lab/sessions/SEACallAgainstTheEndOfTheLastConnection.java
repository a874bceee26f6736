package io.leasehold.lab.sessions;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.SessionEndedException;
import io.leasehold.session.SessionState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** A call over another connection either keeps a session from ending with its last one, or finds it ended. */
@JCStressTest
@Outcome(
        id = {"true, true, false", "false, false, false"},
        expect = ACCEPTABLE,
        desc = "Kept until the other connection ends, or ended.")
@Outcome(expect = FORBIDDEN, desc = "Ended under its connection, or alive without one.")
@State
public class SEACallAgainstTheEndOfTheLastConnection {
    private final ClientConnection first = BareSessions.connection();
    private final ClientConnection second = BareSessions.connection();
    private final OpenedSession opened = BareSessions.session(first);

    @Actor
    public void first() {
        first.end();
    }

    @Actor
    public void second(ZZZ_Result result) {
        try {
            second.call(opened.token(), BareSessions.USER).close();
            result.r1 = true;
        } catch (SessionEndedException ended) {
            result.r1 = false;
        }
    }

    @Arbiter
    public void look(ZZZ_Result result) {
        result.r2 = opened.session().state() == SessionState.ATTACHED;
        second.end();
        result.r3 = opened.session().state() == SessionState.ATTACHED;
    }
}

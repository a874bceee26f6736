package io.leasehold.lab.sessions;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.SessionException;
import io.leasehold.session.SessionState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The end of a connection is one with the ends of its sessions: who is refused by the one sees the other. */
@JCStressTest
@Outcome(
        id = {"false, true", "false, false", "true, false"},
        expect = ACCEPTABLE,
        desc = "Called before the end, or refused after it.")
@Outcome(id = "true, true", expect = FORBIDDEN, desc = "Its connection has ended, and it lives.")
@State
public class SEAConnectionThatHasEndedKeepsNoSession {
    private final ClientConnection connection = BareSessions.connection();
    private final OpenedSession opened = BareSessions.session(connection);

    @Actor
    public void ender() {
        connection.end();
    }

    @Actor
    public void caller(ZZ_Result result) {
        try {
            connection.call(opened.token(), BareSessions.USER).close();
        } catch (SessionException refused) {
            result.r1 = true;
        }
        result.r2 = opened.session().state() != SessionState.ENDED;
    }
}

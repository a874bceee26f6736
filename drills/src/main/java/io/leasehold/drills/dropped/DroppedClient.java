package io.leasehold.drills.dropped;

import io.leasehold.drills.Await;
import io.leasehold.drills.CannotInjectException;
import io.leasehold.drills.Contestant;
import io.leasehold.drills.Crew;
import io.leasehold.drills.Errors;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Finding;
import io.leasehold.drills.ServiceDrill;
import io.leasehold.gateway.client.CannotConnectException;
import io.leasehold.gateway.client.CsvWriter;
import io.leasehold.gateway.client.HiveSession;
import io.leasehold.gateway.client.HiveUrl;
import io.leasehold.gateway.client.Login;
import io.leasehold.gateway.client.StatementFailedException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A client of a SQL server is killed in mid-query: a real process, by SIGKILL, once with one session and once with two over one
 * connection. The database is asked before and after, over a connection that is not the server's.
 */
public final class DroppedClient implements ServiceDrill<ServerStage> {

    /** How soon nothing of a dead client may be left. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Nobody could mistake its end for a result. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration WATCHED = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "dropped-client";
    }

    @Override
    public String incident() {
        return "A client of a SQL server is killed in mid-query, and its session and its query stay.";
    }

    @Override
    public List<Contestant<ServerStage>> contestants() {
        return List.of(
                ServerStage.contestant("Leasehold", LeaseholdServer::new),
                ServerStage.contestant(ServerByHand.NAME, ServerByHand::new));
    }

    @Override
    public List<Finding> run(ServerStage stage) throws Exception {
        DroppedFacts facts = new DroppedFacts(AT_ONCE);
        kill(stage, facts.one, 1);
        kill(stage, facts.two, 2);
        serveOthers(stage, facts);
        return facts.judge();
    }

    private static void kill(ServerStage stage, DroppedFacts.Kill facts, int sessions) throws Exception {
        Evidence evidence = stage.evidence();
        String mark = "client with " + sessions;
        String statement = stage.database().longStatement(LONG, mark);
        try (SqlClientProcess client = new SqlClientProcess(stage.server().url(), sessions, statement)) {
            if (Await.until(PATIENCE, () -> stage.database().executing(mark).size() == 1)
                    .isEmpty()) {
                throw new CannotInjectException("the client's statement does not run");
            }
            facts.executing = stage.database().executing(mark).size();
            facts.sessionsBefore = stage.server().sessions();
            evidence.did(
                    "a client, process %d, with %s runs a statement of %d min",
                    client.pid(), text(sessions), LONG.toMinutes());
            evidence.saw(
                    "the database executes it, in its own session %s; the server's sessions: %d",
                    String.join(" and ", stage.database().executing(mark)), facts.sessionsBefore);
            long killed = System.nanoTime();
            client.kill();
            evidence.did("the client was killed (SIGKILL)");
            facts.sessionsGone =
                    Await.until(WATCHED, () -> stage.server().sessions() == 0).isPresent() ? since(killed) : null;
            facts.statementGone =
                    Await.until(WATCHED, () -> stage.database().executing(mark).isEmpty())
                                    .isPresent()
                            ? since(killed)
                            : null;
            facts.sessionsLeft = stage.server().sessions();
        }
        evidence.saw("%s; %s", DroppedFacts.statement(facts), DroppedFacts.sessions(facts));
        if (facts.statementGone != null) {
            evidence.measured("kill to the statement's end, with " + text(sessions), facts.statementGone);
        }
    }

    private static String text(int sessions) {
        return sessions == 1 ? "one session" : sessions + " sessions over one connection";
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** As many clients as there are connections, each of which opens a session before any of them asks. */
    private static void serveOthers(ServerStage stage, DroppedFacts facts) throws Exception {
        facts.asked = SqlServer.CONNECTIONS;
        CountDownLatch tried = new CountDownLatch(facts.asked);
        List<Crew.Member<String>> others = new ArrayList<>();
        for (int i = 1; i <= facts.asked; i++) {
            others.add(stage.crew().start("drill-client-" + i, () -> ask(stage, tried)));
        }
        for (Crew.Member<String> other : others) {
            String refusal = other.within(PATIENCE);
            facts.refusal = refusal.isEmpty() ? facts.refusal : refusal;
        }
        facts.served = stage.database().served();
        facts.connections = stage.database().connections();
        stage.evidence().did("%d other clients came at once, with a statement each", facts.asked);
        stage.evidence().saw("%d were served; the database counts %d connections", facts.served, facts.connections);
    }

    /** Why it was not served, or nothing. */
    private static String ask(ServerStage stage, CountDownLatch tried) throws Exception {
        HiveSession opened;
        try {
            opened = HiveSession.open(HiveUrl.parse(stage.server().url()), new Login("other", ""));
        } catch (CannotConnectException e) {
            return Errors.line(e);
        } finally {
            tried.countDown();
        }
        try (HiveSession session = opened) {
            tried.await();
            session.run(stage.database().shortStatement(), new CsvWriter(new PrintWriter(Writer.nullWriter())));
            return "";
        } catch (StatementFailedException e) {
            return Errors.line(e);
        }
    }
}

package io.leasehold.drills.endpoints;

import io.leasehold.drills.Await;
import io.leasehold.drills.Contestant;
import io.leasehold.drills.Crew;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Finding;
import io.leasehold.drills.ServiceDrill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One of several servers dies: first it refuses, then it hangs, then it is back. Its callers need not each find out by a timeout of
 * their own, and those of the others need not find out at all. A server that is full is another matter.
 */
public final class FailedEndpoint implements ServiceDrill<ServersStage> {

    static final Duration ACQUIRE = Duration.ofSeconds(3);
    static final Duration CONNECT = Duration.ofMillis(600);
    static final Duration WINDOW = Duration.ofMillis(800);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration WATCHED = Duration.ofMillis(2_600);
    private static final Duration HOLD = Duration.ofMillis(80);
    private static final int CALLERS = 16;
    private static final int CROWD = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "failed-endpoint";
    }

    @Override
    public String incident() {
        return "One of several servers dies, and everybody who asks for it waits for a timeout of their own.";
    }

    @Override
    public List<Contestant<ServersStage>> contestants() {
        return List.of(
                ServersStage.contestant("Leasehold", LeaseholdServers::new),
                ServersStage.contestant("a map of pools", MapOfPools::new));
    }

    @Override
    public List<Finding> run(ServersStage stage) throws Exception {
        return new Run(stage).all();
    }

    /** One run on one contestant; its phases in order. For one thread. */
    private static final class Run {
        private final ServersStage stage;
        private final Evidence evidence;
        private final EndpointFacts facts = new EndpointFacts(CONNECT, WINDOW);
        private final AtomicLong numbers = new AtomicLong();

        Run(ServersStage stage) {
            this.stage = stage;
            this.evidence = stage.evidence();
        }

        List<Finding> all() throws Exception {
            for (Server server : List.of(stage.well(), stage.failing(), stage.tight())) {
                atOnce(server, ServersStage.TIGHT, Duration.ZERO);
            }
            AtomicBoolean over = new AtomicBoolean();
            List<Crew.Member<List<Call>>> others = List.of(
                    stage.crew().start("caller-of-1", () -> callUntil(stage.well(), over)),
                    stage.crew().start("caller-of-3", () -> callUntil(stage.tight(), over)));
            evidence.did("three servers were called; callers of server-1 and server-3 go on all the time");
            refusing();
            hanging();
            comingBack();
            over.set(true);
            for (Crew.Member<List<Call>> other : others) {
                facts.others.addAll(other.within(PATIENCE));
            }
            evidence.saw("callers of the other servers: %s", EndpointFacts.text(facts.others));
            full();
            return facts.judge();
        }

        private void refusing() throws Exception {
            stage.refuse();
            evidence.did("server-2 cut its connections and refused new ones; %d callers asked for it at once", CALLERS);
            evidence.saw("%s", EndpointFacts.text(atOnce(stage.failing(), CALLERS, Duration.ZERO)));
            stage.restore();
            boolean back = untilItServes() != null;
            evidence.did("server-2 came back, and %s", back ? "served" : "did not serve");
        }

        private void hanging() throws Exception {
            stage.hang();
            evidence.did("server-2 hung: it takes connections and says nothing");
            List<Call> first = atOnce(stage.failing(), CALLERS, Duration.ZERO);
            evidence.saw("the first %d callers: %s", CALLERS, EndpointFacts.text(first));
            facts.inWindow.addAll(atOnce(stage.failing(), CALLERS, Duration.ZERO));
            evidence.saw("the next %d callers: %s", CALLERS, EndpointFacts.text(facts.inWindow));
            evidence.measured("slowest caller of a server known to be dead", EndpointFacts.slowest(facts.inWindow));

            Wiretap tap = new Wiretap(stage.crew(), stage::attempts);
            AtomicBoolean over = new AtomicBoolean();
            List<Crew.Member<List<Call>>> callers = new ArrayList<>();
            for (int i = 1; i <= CALLERS; i++) {
                callers.add(stage.crew().start("caller-of-2-" + i, () -> callUntil(stage.failing(), over)));
            }
            Await.passing(WATCHED);
            over.set(true);
            for (Crew.Member<List<Call>> caller : callers) {
                facts.dead.addAll(caller.within(PATIENCE));
            }
            facts.probes.addAll(tap.end());
            evidence.did("%d threads went on calling it for %d ms", CALLERS, WATCHED.toMillis());
            evidence.saw("%s; at the wire: %s", EndpointFacts.text(facts.dead), facts.probesText());
            evidence.measured("connections asked for at the dead server", facts.attempts(), "connections");
        }

        private void comingBack() throws Exception {
            stage.restore();
            facts.backAfter = untilItServes();
            evidence.did("server-2 was well again");
            evidence.saw(
                    facts.backAfter == null ? "it is not served" : "it served after %d ms",
                    facts.backAfter == null ? 0 : facts.backAfter.toMillis());
            if (facts.backAfter != null) {
                evidence.measured("until it serves again", facts.backAfter);
            }
        }

        private @Nullable Duration untilItServes() throws Exception {
            return Await.until(PATIENCE, () -> {
                        Call call = Call.of(stage.servers(), stage.failing(), numbers.incrementAndGet(), Duration.ZERO);
                        return call.error() == null;
                    })
                    .orElse(null);
        }

        private void full() throws Exception {
            int before = stage.turnedAway();
            facts.ofFull.addAll(atOnce(stage.tight(), CROWD, HOLD));
            facts.ofFull.addAll(atOnce(stage.tight(), CROWD, HOLD));
            facts.turnedAway = stage.turnedAway() - before;
            evidence.did("twice %d callers asked for server-3, which bears %d connections", CROWD, ServersStage.TIGHT);
            evidence.saw("it turned %d connections away; %s", facts.turnedAway, EndpointFacts.text(facts.ofFull));
        }

        private List<Call> callUntil(Server server, AtomicBoolean over) throws InterruptedException {
            List<Call> calls = new ArrayList<>();
            while (!over.get()) {
                calls.add(Call.of(stage.servers(), server, numbers.incrementAndGet(), Duration.ZERO));
                Await.passing(PAUSE);
            }
            return calls;
        }

        private List<Call> atOnce(Server server, int callers, Duration hold) throws Exception {
            List<Crew.Member<Call>> members = new ArrayList<>();
            for (int i = 1; i <= callers; i++) {
                members.add(stage.crew()
                        .start("burst-" + i, () -> Call.of(stage.servers(), server, numbers.incrementAndGet(), hold)));
            }
            List<Call> calls = new ArrayList<>();
            for (Crew.Member<Call> member : members) {
                calls.add(member.within(PATIENCE));
            }
            return calls;
        }
    }
}

package io.leasehold.drills.sharing;

import io.leasehold.drills.Await;
import io.leasehold.drills.Contestant;
import io.leasehold.drills.Crew;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Finding;
import io.leasehold.drills.ServiceDrill;
import io.leasehold.drills.services.EchoClient;
import io.leasehold.drills.services.EchoService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Many hold one heavy connection: they open at once, one closes twice, one never returns, and the last one out is to close it. HBase's
 * clients had this until 1.0, by a count that any of them could spoil.
 */
public final class SharedConnection implements ServiceDrill<SharingStage> {

    /** How long what shares the connection keeps it for the next holder. */
    public static final Duration GRACE = Duration.ofMillis(300);
    /** After which a holder is to be named. */
    public static final Duration REPORT_AFTER = Duration.ofMillis(1_000);

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As many as ZooKeeper once bore from one host. */
    private static final int LIMIT = 30;

    private final List<Contestant<SharingStage>> contestants;

    /** On a small service that counts its connections. */
    public SharedConnection() {
        this(List.of(
                SharingStage.contestant("Leasehold", SharedConnection::service, LeaseholdSharing::new),
                SharingStage.contestant(
                        "counted by hand",
                        SharedConnection::service,
                        service -> new CountedByHand(() -> connection(service)))));
    }

    /** On others, Leasehold first. */
    public SharedConnection(List<Contestant<SharingStage>> contestants) {
        this.contestants = List.copyOf(contestants);
    }

    private static EchoService service() throws IOException {
        return new EchoService(LIMIT);
    }

    private static Sharing.Holder connection(EchoService service) throws IOException {
        EchoClient client = EchoClient.open(service.host(), service.port(), Duration.ofSeconds(2));
        return new Sharing.Holder() {
            @Override
            public long echo(long number) throws IOException {
                return client.echo(number);
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }

    @Override
    public String name() {
        return "shared-connection";
    }

    @Override
    public String incident() {
        return "Many share one heavy connection by a count; one closes twice, one never, and the server runs out.";
    }

    @Override
    public List<Contestant<SharingStage>> contestants() {
        return contestants;
    }

    @Override
    public List<Finding> run(SharingStage stage) throws Exception {
        SharingFacts facts = new SharingFacts(
                stage.service().open(), stage.sharing().connectionsOfAnOpen(), GRACE, ReportJob.THREAD);
        List<Sharing.Holder> holders = openAtOnce(stage, facts);
        Sharing.Holder twice = holders.get(0);
        Sharing.Holder stays = holders.get(1);
        closeWhileOthersCall(stage, facts, holders.subList(2, AT_ONCE), List.of(twice, stays));
        closeTwice(stage, facts, twice, stays);
        Sharing.Holder forgotten = forget(stage, facts, stays);
        lastOneOut(stage, facts, forgotten);
        return facts.judge();
    }

    private static List<Sharing.Holder> openAtOnce(SharingStage stage, SharingFacts facts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        List<Crew.Member<Sharing.Holder>> openers = new ArrayList<>();
        for (int i = 1; i <= AT_ONCE; i++) {
            long number = i;
            openers.add(stage.crew().start("user-" + i, () -> {
                start.await();
                Sharing.Holder holder = stage.sharing().acquire();
                facts.call("at the start", number, holder);
                return holder;
            }));
        }
        List<Sharing.Holder> holders = new ArrayList<>();
        for (Crew.Member<Sharing.Holder> opener : openers) {
            holders.add(opener.within(PATIENCE));
        }
        facts.openedAtOnce = stage.service().taken();
        facts.openWhileHeld = stage.service().open();
        facts.holders = AT_ONCE;
        Evidence evidence = stage.evidence();
        evidence.did("%d threads asked for the connection at the same moment, and each called over it", AT_ONCE);
        evidence.saw(
                "the service was connected to %d times, and counts %d connections (%d before)",
                facts.openedAtOnce, facts.openWhileHeld, facts.baseline);
        evidence.measured("connections opened by " + AT_ONCE + " threads at once", facts.openedAtOnce, "connections");
        return holders;
    }

    private static void closeWhileOthersCall(
            SharingStage stage, SharingFacts facts, List<Sharing.Holder> leaving, List<Sharing.Holder> staying)
            throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Crew.Member<Boolean>> callers = new ArrayList<>();
        for (Sharing.Holder holder : staying) {
            callers.add(stage.crew().start("caller", () -> {
                for (long number = 1_000; !over.get(); number++) {
                    facts.call("while others close", number, holder);
                }
                return true;
            }));
        }
        for (Sharing.Holder holder : leaving) {
            holder.close();
        }
        over.set(true);
        for (Crew.Member<Boolean> caller : callers) {
            caller.within(PATIENCE);
        }
        stage.evidence()
                .did("%d of them closed theirs while the other %d went on calling", leaving.size(), staying.size());
    }

    private static void closeTwice(SharingStage stage, SharingFacts facts, Sharing.Holder twice, Sharing.Holder stays)
            throws Exception {
        twice.close();
        twice.close();
        Await.passing(GRACE.multipliedBy(2));
        for (long number = 2_000; number < 2_010; number++) {
            facts.call(SharingFacts.AFTER_DOUBLE_CLOSE, number, stays);
        }
        stage.evidence().did("one closed its own twice; the other called ten times more");
        stage.evidence().saw("%s", facts.errorsOrNone());
    }

    private static Sharing.Holder forget(SharingStage stage, SharingFacts facts, Sharing.Holder stays)
            throws Exception {
        Sharing.Holder forgotten = stage.crew()
                .start(ReportJob.THREAD, () -> ReportJob.opensAndForgets(stage.sharing()))
                .within(PATIENCE);
        stays.close();
        stage.evidence().did("thread '%s' took a share and never returned it; the other one left", ReportJob.THREAD);
        Await.until(REPORT_AFTER.multipliedBy(4), () -> {
            facts.report = SharingFacts.reportIn(stage.log().lines());
            facts.place = SharingFacts.placeIn(stage.sharing().holders());
            return facts.report != null && facts.place != null;
        });
        Await.passing(GRACE.multipliedBy(2));
        facts.call("by the forgotten holder", 3_000, forgotten);
        facts.openWhileForgotten = stage.service().open();
        stage.evidence()
                .saw(
                        "%s; the service counts %d connections",
                        facts.place == null
                                ? "nobody says who holds it"
                                : "asked who holds it, it says: " + facts.place,
                        facts.openWhileForgotten);
        return forgotten;
    }

    private static void lastOneOut(SharingStage stage, SharingFacts facts, Sharing.Holder forgotten) throws Exception {
        int before = stage.service().taken();
        forgotten.close();
        try (Sharing.Holder latecomer = stage.sharing().acquire()) {
            facts.call("within the grace", 4_000, latecomer);
        }
        facts.openedInGrace = stage.service().taken() - before;
        long began = System.nanoTime();
        Optional<Duration> back = Await.until(PATIENCE, () -> stage.service().open() == facts.baseline);
        facts.backAfter = back.isPresent() ? Duration.ofNanos(System.nanoTime() - began) : null;
        Evidence evidence = stage.evidence();
        evidence.did("the last one left, another came at once and left too");
        evidence.saw(
                "%d connections were opened for the latecomer; %s",
                facts.openedInGrace,
                facts.backAfter == null
                        ? "the service is not back at its baseline"
                        : "the service was back at its baseline after " + facts.backAfter.toMillis() + " ms");
        if (facts.backAfter != null) {
            evidence.measured("last return to baseline", facts.backAfter);
        }
    }
}

package io.leasehold.drills.poison;

import io.leasehold.drills.Await;
import io.leasehold.drills.Contestant;
import io.leasehold.drills.Crew;
import io.leasehold.drills.Errors;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Finding;
import io.leasehold.drills.ServiceDrill;
import io.leasehold.testkit.proxy.Cut;
import io.leasehold.testkit.proxy.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Thrift clients that look open and are not clean: dead since the server hung up, cut in half a reply, fed with garbage, left between
 * a question and its answer, read by a scan that outlived its lease. Seen with HappyBase's pool on HBase's Thrift server.
 */
public final class PoisonedThrift implements ServiceDrill<ThriftStage> {

    static final int SIZE = 3;
    static final Duration ACQUIRE = Duration.ofSeconds(3);
    static final Duration READ_TIMEOUT = Duration.ofMillis(400);
    static final Duration SERVER_READ_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PAST_IT = Duration.ofMillis(1_300);
    private static final Duration IDLE = Duration.ofMillis(600);
    private static final int CROWD = 12;
    private static final int CALLS = 10;
    private static final int HALF = 11;
    private static final int GARBAGE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Override
    public String name() {
        return "poisoned-thrift";
    }

    @Override
    public String incident() {
        return "Thrift clients that look open are dead or half read; callers get broken pipes, or others' answers.";
    }

    @Override
    public List<Contestant<ThriftStage>> contestants() {
        return List.of(
                ThriftStage.contestant("Leasehold", LeaseholdClients::new),
                ThriftStage.contestant("a queue", QueueOfClients::new));
    }

    @Override
    public List<Finding> run(ThriftStage stage) throws Exception {
        return new Run(stage).all();
    }

    /** One run on one contestant; its phases in order. For one thread. */
    private static final class Run {
        private final ThriftStage stage;
        private final Evidence evidence;
        private final ThriftFacts facts = new ThriftFacts(SIZE);
        private final AtomicLong numbers = new AtomicLong(100);

        Run(ThriftStage stage) {
            this.stage = stage;
            this.evidence = stage.evidence();
        }

        List<Finding> all() throws Exception {
            for (Crew.Member<Boolean> member :
                    togetherEach(client -> client.echo(1).number() == 1)) {
                member.within(PATIENCE);
            }
            idlePastTheServersTimeout();
            lazyScan();
            declaredErrors();
            halfAReply();
            garbage();
            betweenQuestionAndAnswer();
            crowd();
            return facts.judge();
        }

        private void idlePastTheServersTimeout() throws Exception {
            Await.passing(PAST_IT);
            evidence.did(
                    "%d clients were idle for %d ms; the server hangs up after %d ms",
                    SIZE, PAST_IT.toMillis(), SERVER_READ_TIMEOUT.toMillis());
            echoAtOnce(SIZE, 2, ThriftFacts.AFTER_IDLENESS);
            sawErrors(ThriftFacts.AFTER_IDLENESS);
        }

        /** All clients that there may be are open, and answer. */
        private void answeredByEach() throws Exception {
            for (Crew.Member<Boolean> caller : togetherEach(
                    client -> client.echo(numbers.incrementAndGet()).number() > 0)) {
                caller.awaitDone(PATIENCE);
            }
        }

        private void declaredErrors() throws Exception {
            // Nothing is on its way any more that was asked for before: the server would take it among these calls.
            answeredByEach();
            int before = stage.server().taken();
            for (int i = 0; i < CALLS; i++) {
                try {
                    stage.clients().with(client -> {
                        client.refuse();
                        return true;
                    });
                } catch (RefusedException e) {
                    facts.declared++;
                } catch (Exception e) {
                    facts.failed("a call with a declared error", Errors.line(e));
                }
            }
            echo("after a declared error");
            facts.openedForDeclared = stage.server().taken() - before;
            evidence.did("%d calls were answered with the error that the service declares", CALLS);
            evidence.saw("%d new connections were opened", facts.openedForDeclared);
        }

        private void halfAReply() throws Exception {
            openAll();
            stage.proxy().onOpen().cutAfter(Direction.TO_CLIENT, HALF, Cut.FIN);
            int broken = poisonAtOnce();
            stage.proxy().heal();
            evidence.did("%d calls were answered with half a reply; %d of them failed", SIZE, broken);
            echoAtOnce(SIZE, 2, ThriftFacts.AFTER_POISON);
            sawErrors(ThriftFacts.AFTER_POISON);
        }

        private void garbage() throws Exception {
            openAll();
            stage.proxy().onOpen().replace(Direction.TO_CLIENT, GARBAGE);
            int broken = poisonAtOnce();
            stage.proxy().heal();
            evidence.did("the replies to %d calls were garbled; %d of them failed", SIZE, broken);
            echoAtOnce(SIZE, 2, ThriftFacts.AFTER_POISON);
            stage.proxy().onOpen().inject(Direction.TO_CLIENT, GARBAGE);
            Await.passing(IDLE);
            evidence.did("%d bytes that nobody had asked for reached each idle client", GARBAGE);
            echoAtOnce(SIZE, 2, ThriftFacts.AFTER_POISON);
            sawErrors(ThriftFacts.AFTER_POISON);
        }

        private void betweenQuestionAndAnswer() throws Exception {
            try {
                stage.clients().with(client -> {
                    client.ask(numbers.incrementAndGet());
                    throw new IllegalStateException("a bug in the application");
                });
            } catch (Exception e) {
                evidence.did("an application failed between its question and the answer: %s", Errors.line(e));
            }
            echo("after a failure between question and answer");
            try {
                stage.clients().with(client -> client.late(numbers.incrementAndGet()));
            } catch (Exception e) {
                evidence.did("a call was answered after its timeout: %s", Errors.line(e));
            }
            echo("after a late answer");
            Await.passing(Duration.ofMillis(EchoProtocol.LATE_MILLIS));
            echoAtOnce(SIZE, 2, "after a late answer");
            evidence.saw("%s", facts.wrongOrNone());
        }

        private void lazyScan() throws Exception {
            long from = 1_000_000;
            Iterator<Answer> scan = stage.clients().with(client -> client.scan(from, CALLS));
            try {
                while (scan.hasNext()) {
                    scan.next();
                    facts.rowsAfterTheBlock++;
                }
            } catch (RuntimeException e) {
                facts.scanSaid = e.getMessage();
            }
            evidence.did("a lazy scan left its block and was read after it");
            evidence.saw(
                    "it read %d rows%s",
                    facts.rowsAfterTheBlock, facts.scanSaid == null ? "" : ", then was told: " + facts.scanSaid);
        }

        private void crowd() throws Exception {
            Await.until(IDLE, () -> stage.server().open() <= SIZE);
            stage.server().forgetPeak();
            echoAtOnce(CROWD, CALLS, ThriftFacts.IN_THE_CROWD);
            facts.peak = stage.server().peak();
            evidence.did("%d threads made %d calls each; the server has %d workers", CROWD, CALLS, SIZE);
            evidence.saw("the server had %d connections at most", facts.peak);
            evidence.measured("connections of " + CROWD + " threads, at most", facts.peak, "connections");
            evidence.measured("calls answered", facts.answered(), "calls");
        }

        /** So many threads, each with so many calls. */
        private void echoAtOnce(int threads, int calls, String when) throws Exception {
            List<Crew.Member<Boolean>> callers = new ArrayList<>();
            for (int i = 1; i <= threads; i++) {
                callers.add(stage.crew().start("caller-" + i, () -> {
                    for (int call = 0; call < calls; call++) {
                        echo(when);
                    }
                    return true;
                }));
            }
            long began = System.nanoTime();
            for (Crew.Member<Boolean> caller : callers) {
                if (!caller.awaitDone(PATIENCE.minusNanos(System.nanoTime() - began))) {
                    facts.failed(when, "no end within " + PATIENCE.toMillis() + " ms");
                }
            }
        }

        private void echo(String when) {
            long number = numbers.incrementAndGet();
            try {
                facts.answered(when, number, stage.clients().with(client -> client.echo(number)));
            } catch (Exception e) {
                facts.failed(when, Errors.line(e));
            }
        }

        /** All clients that there may be are open, answer, and are struck by what comes next. */
        private void openAll() throws Exception {
            for (Crew.Member<Boolean> caller : togetherEach(client -> {
                facts.willBeStruck(client.echo(numbers.incrementAndGet()));
                return true;
            })) {
                caller.awaitDone(PATIENCE);
            }
        }

        /** Calls over all clients at once that are bound to fail; gives how many did. */
        private int poisonAtOnce() throws Exception {
            int broken = 0;
            for (Crew.Member<Boolean> victim : togetherEach(client -> {
                long number = numbers.incrementAndGet();
                facts.answered("in the fault", number, client.echo(number));
                return true;
            })) {
                try {
                    victim.within(PATIENCE);
                } catch (Exception e) {
                    broken++;
                }
            }
            facts.haveBeenStruck(broken);
            return broken;
        }

        /** As many threads as there are clients, each of which calls once it and all the others have one. */
        private List<Crew.Member<Boolean>> togetherEach(Clients.Block<Boolean> block) {
            CyclicBarrier all = new CyclicBarrier(SIZE);
            List<Crew.Member<Boolean>> members = new ArrayList<>();
            for (int i = 1; i <= SIZE; i++) {
                members.add(stage.crew()
                        .start(
                                "holder-" + i,
                                () -> stage.clients().with(client -> {
                                    all.await(ACQUIRE.toMillis(), TimeUnit.MILLISECONDS);
                                    return block.on(client);
                                })));
            }
            return members;
        }

        private void sawErrors(String when) {
            evidence.saw("%s", facts.errorsOrNone(when));
        }
    }
}

package io.leasehold.drills.incidents;

import io.leasehold.drills.Crew;
import io.leasehold.drills.DatabaseDrill;
import io.leasehold.drills.DatabaseStage;
import io.leasehold.drills.Errors;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Finding;
import io.leasehold.drills.Traffic;
import io.leasehold.drills.databases.Observer;
import io.leasehold.drills.pools.PoolNeeds;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/** A MyBatis session is never closed. Its connection must not be lost, and must not be given to somebody else either. */
public final class ForgottenClose implements DatabaseDrill {

    private static final int SIZE = 2;
    private static final String HOLDER = "order-report";
    private static final Duration TERM = Duration.ofMillis(1_500);
    private static final Duration PATIENCE = TERM.plusSeconds(3);
    private static final Pattern HOW_IT_ENDED = Pattern.compile("(?i)revoked|taken (back|away)|reclaimed|abandoned");

    /**
     * What the incident left.
     *
     * @param said what the pool said by itself
     * @param goneAfter how long the forgotten connection stayed in the database, or empty if it stayed
     * @param lateError what the old session's next call came to, or null if it went through
     * @param seenByOthers whether other users were given the forgotten connection
     * @param roundsOfOthers how often other users were served meanwhile
     * @param capacity how many could acquire at the same time afterwards
     */
    record Facts(
            String said,
            Optional<Duration> goneAfter,
            @Nullable String lateError,
            boolean seenByOthers,
            long roundsOfOthers,
            int capacity) {}

    @Override
    public String name() {
        return "forgotten-close";
    }

    @Override
    public String incident() {
        return "A MyBatis SqlSession is never closed; its connection is lost, or stolen and shared.";
    }

    @Override
    public PoolNeeds needs() {
        return PoolNeeds.size(SIZE).reportAfter(Duration.ofMillis(500)).term(TERM);
    }

    @Override
    public List<Finding> run(DatabaseStage stage) throws Exception {
        Observer observer = stage.observer();
        Evidence evidence = stage.evidence();
        MyBatisShop shop =
                new MyBatisShop(stage.pool().dataSource(), stage.observer().whoAmI());
        CompletableFuture<String> forgotten = new CompletableFuture<>();
        CountDownLatch callAgain = new CountDownLatch(1);
        Crew.Member<String> holder = stage.crew().start(HOLDER, () -> {
            SqlSession session = shop.openAndForget();
            forgotten.complete(shop.whoAmI(session));
            callAgain.await();
            return shop.whoAmI(session);
        });
        String id = forgotten.get(5, TimeUnit.SECONDS);
        evidence.did(
                "thread '%s' opened a SqlSession, ran a query, and forgot close(); the database calls its connection %s",
                HOLDER, id);
        Traffic others = Traffic.of(stage, 2, "customer");
        evidence.did("2 other users go on working with the pool of %d", SIZE);

        Optional<Duration> gone = observer.awaitGone(List.of(id), PATIENCE);
        gone.ifPresent(time -> evidence.measured("forgotten connection gone from the database after", time));
        evidence.saw(
                "the database %s",
                gone.isPresent()
                        ? "has no session " + id + " any more"
                        : "still has session " + id + " after " + PATIENCE.toMillis() + " ms");
        showAbort(stage);

        callAgain.countDown();
        String lateError = outcomeOf(holder);
        evidence.did("the old session was used once more");
        evidence.saw("%s", lateError == null ? "its call went through" : "it got " + lateError);

        others.stop();
        int capacity = capacity(stage);
        evidence.saw(
                "%d of %d can be held at the same time now; other users were served %d times meanwhile",
                capacity, SIZE, others.rounds());
        return judge(new Facts(
                String.join("\n", stage.log().lines()),
                gone,
                lateError,
                others.sessions().contains(id),
                others.rounds(),
                capacity));
    }

    static List<Finding> judge(Facts facts) {
        boolean named = facts.said().contains(HOLDER) && facts.said().contains(MyBatisShop.class.getSimpleName());
        String late = String.valueOf(facts.lateError());
        return List.of(
                new Finding(
                        named,
                        "the pool names the holder's thread and its place in the code",
                        named ? "named in the log" : "not in the log"),
                new Finding(
                        facts.goneAfter().isPresent(),
                        "at the end of its term the connection is gone from the database",
                        facts.goneAfter()
                                .map(time -> "gone after " + time.toMillis() + " ms")
                                .orElse("still there")),
                new Finding(
                        facts.lateError() != null && HOW_IT_ENDED.matcher(late).find(),
                        "the old session's next call fails, and its error says how the lease ended",
                        facts.lateError() == null ? "the call went through" : late),
                new Finding(
                        !facts.seenByOthers(),
                        "no other session ever saw that connection",
                        (facts.seenByOthers() ? "it was lent to another" : "not seen") + " in " + facts.roundsOfOthers()
                                + " leases of others"),
                new Finding(facts.capacity() == SIZE, "the pool's capacity is back", facts.capacity() + " of " + SIZE));
    }

    private static @Nullable String outcomeOf(Crew.Member<String> holder) throws Exception {
        try {
            holder.within(Duration.ofSeconds(5));
            return null;
        } catch (RuntimeException e) {
            return Errors.line(e);
        }
    }

    private static int capacity(DatabaseStage stage) {
        try {
            return stage.warm(SIZE).size();
        } catch (Exception e) {
            stage.evidence().saw("acquiring %d at a time: %s", SIZE, Errors.line(e));
            return 0;
        }
    }

    /** Whether this driver's abort() ends a session by itself: where it does not, the pool must have done more. */
    private static void showAbort(DatabaseStage stage) throws Exception {
        Connection probe = stage.database().connect();
        try {
            String id = stage.observer().sessionOf(probe);
            probe.abort(Runnable::run);
            boolean works = stage.observer()
                    .awaitGone(List.of(id), Duration.ofMillis(300))
                    .isPresent();
            stage.evidence()
                    .saw(
                            "%s",
                            works
                                    ? "this driver's abort() ends a session by itself (tried on a connection outside the pool)"
                                    : "this driver's abort() does nothing (tried outside the pool): it takes a verified fallback to end a session");
        } finally {
            probe.close();
        }
    }
}

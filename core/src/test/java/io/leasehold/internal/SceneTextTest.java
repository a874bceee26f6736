package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.HolderSnapshot;
import io.leasehold.OpenFailure;
import io.leasehold.PoolSnapshot;
import io.leasehold.PoolSnapshot.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The sentences of a refusal, word for word: what is not so is not mentioned. */
class SceneTextTest {

    private static final StackTraceElement WORK = new StackTraceElement("example.Work", "go", "Work.java", 7);
    private static final StackTraceElement DRIVER =
            new StackTraceElement("org.postgresql.Driver", "connect", "Driver.java", 8);
    private static final StackTraceElement JDK = new StackTraceElement("java.lang.Thread", "run", "Thread.java", 9);

    private static SceneText text() {
        return new SceneText("full");
    }

    private static String counts(State state, int checking, int closing, int ceiling) {
        return text().counts(new PoolSnapshot(
                        "orders", state, 3, 1, 2, checking, closing, 4, 6, 5, ceiling, 0, null, null, List.of()))
                .toString();
    }

    @Test
    void whatIsBeingCheckedOrClosedIsMentionedOnlyIfThereIsSome() {
        assertThat(counts(State.OPEN, 0, 0, 5)).isEqualTo("full; 2 of 5 leased, 1 idle, 4 opening, 6 waiting");
        assertThat(counts(State.OPEN, 1, 0, 5))
                .isEqualTo("full; 2 of 5 leased, 1 idle, 4 opening, 1 being checked, 6 waiting");
        assertThat(counts(State.OPEN, 0, 2, 5))
                .isEqualTo("full; 2 of 5 leased, 1 idle, 4 opening, 2 closing, 6 waiting");
    }

    @Test
    void aServerWithoutRoomAndAPoolThatDoesNotLendAreMentioned() {
        assertThat(counts(State.PAUSED, 0, 0, 4))
                .isEqualTo("full; 2 of 5 leased, 1 idle, 4 opening, 6 waiting"
                        + "; the server has no room: at most 4 for now; the pool is paused");
    }

    private static String failure(@Nullable OpenFailure failure) {
        return text().openFailure(failure, Throwable::getMessage).toString();
    }

    @Test
    void theLastOpenFailureIsToldWithItsAgeAndHowManyThereWereInARow() {
        IOException down = new IOException("down");
        assertThat(failure(null)).isEqualTo("full");
        assertThat(failure(new OpenFailure(down, Duration.ofSeconds(2), 1)))
                .isEqualTo("full. Last open failed 2.0 s ago: down");
        assertThat(failure(new OpenFailure(down, Duration.ofSeconds(2), 2)))
                .isEqualTo("full. Last open failed 2.0 s ago, 2 in a row: down");
    }

    @Test
    void whatIsLostIsToldIfThereIsSome() {
        assertThat(text().lost(0)).hasToString("full");
        assertThat(text().lost(1)).hasToString("full. 1 lost: given up while they hang in the driver");
    }

    private static HolderSnapshot holder(String name, StackTraceElement... site) {
        return new HolderSnapshot(name, 1, Duration.ofSeconds(9), List.of(site), false);
    }

    private static String holders(int count) {
        List<HolderSnapshot> longestFirst = new ArrayList<>();
        for (String name :
                List.of("anna", "bert", "carl", "dora", "emil", "fred").subList(0, count)) {
            longestFirst.add(holder(name));
        }
        return text().holders(longestFirst, any -> null).toString();
    }

    @Test
    void atMostFourHoldersAreNamedAndTheRestCounted() {
        String four = "full. Held longest: thread anna for 9.0 s; then thread bert for 9.0 s"
                + "; then thread carl for 9.0 s; then thread dora for 9.0 s";
        assertThat(holders(0)).isEqualTo("full");
        assertThat(holders(1)).isEqualTo("full. Held longest: thread anna for 9.0 s");
        assertThat(holders(4)).isEqualTo(four);
        assertThat(holders(6)).isEqualTo(four + "; and 2 more");
    }

    @Test
    void ofTheLongestHolderAloneItIsAskedWhereItIsNow() {
        List<String> asked = new ArrayList<>();
        String told = text().holders(List.of(holder("anna"), holder("bert")), holder -> {
                    asked.add(holder.thread());
                    return WORK;
                })
                .toString();
        assertThat(told)
                .isEqualTo("full. Held longest: thread anna for 9.0 s, now at example.Work.go(Work.java:7)"
                        + "; then thread bert for 9.0 s");
        assertThat(asked).containsExactly("anna");
    }

    @Test
    void whereAHolderAcquiredIsToldIfThatIsKnown() {
        assertThat(SceneText.words(holder("anna"))).isEqualTo("thread anna for 9.0 s");
        assertThat(SceneText.words(holder("anna", DRIVER, WORK)))
                .isEqualTo("thread anna for 9.0 s, acquired at example.Work.go(Work.java:7)");
    }

    @Test
    void aThreadThatMayBeWaitingForItselfIsTold() {
        String ofThis = " of this pool itself: it may be waiting for itself";
        String ofGroup = " of this group itself, on other endpoints too: it may be waiting for itself";
        assertThat(text().selfHeld(0, 0)).hasToString("full");
        assertThat(text().selfHeld(1, 0)).hasToString("full. This thread holds 1 lease" + ofThis);
        assertThat(text().selfHeld(2, 2)).hasToString("full. This thread holds 2 leases" + ofThis);
        assertThat(text().selfHeld(0, 1)).hasToString("full. This thread holds 1 lease" + ofGroup);
        assertThat(text().selfHeld(1, 3)).hasToString("full. This thread holds 3 leases" + ofGroup);
    }

    @Test
    void theFrameThatTellsMostIsTheInnermostOfNoFramework() {
        assertThat(SceneText.tellingFrame(List.of(DRIVER, WORK, JDK))).isEqualTo(WORK);
        assertThat(SceneText.tellingFrame(List.of(DRIVER, JDK))).isEqualTo(DRIVER);
        assertThat(SceneText.tellingFrame(List.of())).isNull();
    }
}

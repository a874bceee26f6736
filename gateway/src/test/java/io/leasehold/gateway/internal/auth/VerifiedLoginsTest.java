package io.leasehold.gateway.internal.auth;

import static io.leasehold.gateway.internal.auth.LoginStage.AWAY;
import static io.leasehold.gateway.internal.auth.LoginStage.HOME;
import static io.leasehold.gateway.internal.auth.LoginStage.config;
import static io.leasehold.gateway.internal.auth.LoginStage.refuse;
import static io.leasehold.gateway.internal.auth.LoginStage.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedLoginsTest {

    private static final String TOO_MANY = "too many have failed";

    @TempDir
    private Path folder;

    private LoginStage stage;

    @BeforeEach
    void stage() {
        stage = new LoginStage(folder).users("ann:7$sesame", "bob:7$open");
    }

    @Test
    void theRightPasswordOfAKnownUserIsLetIn() {
        Logins logins = stage.logins();
        verify(logins, "ann", "sesame");
        refuse(logins, "ann", "open");
        refuse(logins, "ann", "");
        refuse(logins, "bob", "sesame");
        refuse(logins, "Ann", "sesame");
        refuse(logins, "", "sesame");
        refuse(logins, "ann ", "sesame");
    }

    @Test
    void anUnknownNameIsRefusedInTheSameWordsAfterTheSameWork() {
        Logins logins = stage.logins();
        String wrong = message(logins, "ann", "wrong");
        long work = stage.hash.work.getAndSet(0);
        assertThat(message(logins, "nobody", "wrong")).isEqualTo(wrong);
        assertThat(stage.hash.work.get()).isEqualTo(work).isPositive();
        assertThat(stage.hash.hashes.get()).isEqualTo(2);
    }

    private static String message(Logins logins, String user, String password) {
        return catchThrowableOfType(LoginRefusedException.class, () -> logins.verify(user, password, HOME))
                .getMessage();
    }

    /** Lines may differ in cost: then unknown names do, in the same way, and each by itself always the same. */
    @Test
    void unknownNamesCostWhatKnownOnesDoWhereTheseDiffer() {
        Logins logins = stage.users("ann:7$sesame", "bob:1000$open")
                .logins(config(Map.of("failuresPerMinute", 10_000, "rememberFor", Duration.ZERO)));
        Map<String, Long> costs = new HashMap<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 400; i++) {
                String name = "nobody" + i;
                stage.hash.work.set(0);
                refuse(logins, name, "wrong");
                long cost = stage.hash.work.get();
                assertThat(costs.computeIfAbsent(name, unknown -> cost)).isEqualTo(cost);
            }
        }
        assertThat(costs.values().stream().filter(cost -> cost == 7).count()).isBetween(120L, 280L);
        assertThat(costs.values()).containsOnly(7L, 1000L);
    }

    @Test
    void nobodyIsLetInByThePasswordOfWhoStandsInForAnUnknownName() {
        Logins logins = stage.users("ann:7$sesame").logins();
        refuse(logins, "nobody", "sesame");
    }

    @Test
    void anEmptyFileLetsNobodyIn() {
        refuse(stage.users().logins(), "ann", "");
    }

    @Test
    void aVerifiedPasswordIsRememberedForFiveMinutesFromThenOn() {
        Logins logins = stage.logins();
        verify(logins, "ann", "sesame");
        stage.pass(Duration.ofMinutes(5).minusNanos(1));
        verify(logins, "ann", "sesame");
        assertThat(stage.hash.hashes.get()).isEqualTo(1);
        stage.pass(Duration.ofNanos(1));
        verify(logins, "ann", "sesame");
        assertThat(stage.hash.hashes.get()).isEqualTo(2);
    }

    @Test
    void whatIsRememberedIsOneUsersOnePassword() {
        Logins logins = stage.logins();
        verify(logins, "ann", "sesame");
        refuse(logins, "ann", "sesam");
        refuse(logins, "annsesame", "");
        refuse(logins, "bob", "sesame");
        assertThat(stage.hash.hashes.get()).isEqualTo(4);
    }

    @Test
    void aWrongPasswordIsNotRemembered() {
        Logins logins = stage.logins();
        refuse(logins, "ann", "wrong");
        refuse(logins, "ann", "wrong");
        assertThat(stage.hash.hashes.get()).isEqualTo(2);
    }

    @Test
    void nothingIsRememberedWhereThatIsOff() {
        Logins logins = stage.logins(config(Map.of("rememberFor", Duration.ZERO)));
        verify(logins, "ann", "sesame");
        verify(logins, "ann", "sesame");
        assertThat(stage.hash.hashes.get()).isEqualTo(2);
        assertThat(logins.remembered(logins.remember("ann"))).isEmpty();
    }

    @Test
    void aChangedPasswordIsNotRememberedAndNeitherIsAUserWhoIsGone() {
        Logins logins = stage.logins();
        verify(logins, "ann", "sesame");
        String cookie = logins.remember("ann");
        stage.users("ann:7$other", "bob:7$open");
        refuse(logins, "ann", "sesame");
        assertThat(logins.remembered(cookie)).isEmpty();
        verify(logins, "ann", "other");
        String next = logins.remember("ann");
        assertThat(logins.remembered(next)).contains("ann");
        stage.users("bob:7$open");
        refuse(logins, "ann", "other");
        assertThat(logins.remembered(next)).isEmpty();
    }

    @Test
    void tenFailuresAMinuteAndAddressAndNoMore() {
        Logins logins = stage.logins();
        for (int i = 0; i < 10; i++) {
            refuse(logins, "ann", "wrong" + i);
            stage.pass(Duration.ofSeconds(1));
        }
        int hashes = stage.hash.hashes.get();
        refuse(logins, "ann", "sesame", HOME, TOO_MANY);
        assertThat(stage.hash.hashes.get()).isEqualTo(hashes);
        verify(logins, "ann", "sesame", AWAY);
        stage.pass(Duration.ofSeconds(50).minusNanos(1));
        refuse(logins, "ann", "sesame", HOME, TOO_MANY);
        stage.pass(Duration.ofNanos(1));
        verify(logins, "ann", "sesame", HOME);
    }

    @Test
    void whoIsRefusedForTooManyFailuresCannotTryPasswordsAgainstTheMemory() {
        Logins logins = stage.logins();
        verify(logins, "ann", "sesame", AWAY);
        for (int i = 0; i < 10; i++) {
            refuse(logins, "ann", "wrong" + i);
        }
        refuse(logins, "ann", "sesame", HOME, TOO_MANY);
        assertThat(logins.remembered(logins.remember("ann"))).contains("ann");
    }

    @Test
    void rightLoginsAreNoFailures() {
        Logins logins = stage.logins(config(Map.of("rememberFor", Duration.ZERO)));
        for (int i = 0; i < 30; i++) {
            verify(logins, "ann", "sesame");
        }
    }

    @Test
    void soManyAreVerifiedAtOnceAndTheOthersWait() {
        Logins logins = stage.logins(config(Map.of("verificationsAtOnce", 2)));
        stage.hash.gate.drainPermits();
        List<CompletableFuture<Void>> all = IntStream.range(0, 6)
                .mapToObj(i -> started(() ->
                        verify(logins, i % 2 == 0 ? "ann" : "bob", i % 2 == 0 ? "sesame" : "open", "10.0.0." + i)))
                .toList();
        await().until(() -> stage.hash.inside.get() == 2);
        stage.hash.gate.release(100);
        all.forEach(CompletableFuture::join);
        assertThat(stage.hash.mostInside.get()).isEqualTo(2);
    }

    @Test
    void byDefaultHalfTheProcessorsVerifyAndOneAtLeast() {
        Logins logins = stage.logins();
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        stage.hash.gate.drainPermits();
        List<CompletableFuture<Void>> all = IntStream.range(0, half + 3)
                .mapToObj(i -> started(() -> verify(logins, "ann", "sesame", "10.0.0." + i)))
                .toList();
        await().until(() -> stage.hash.inside.get() == half);
        stage.hash.gate.release(1_000);
        all.forEach(CompletableFuture::join);
        assertThat(stage.hash.mostInside.get()).isEqualTo(half);
    }

    @Test
    void aCrowdAtOnceGetsNoMoreTriesThanOneAfterTheOther() {
        Logins logins = stage.logins(config(Map.of("verificationsAtOnce", 100)));
        List<CompletableFuture<Void>> all = new ArrayList<>();
        stage.hash.gate.drainPermits();
        for (int i = 0; i < 40; i++) {
            String guess = "guess" + i;
            all.add(started(() -> assertThatThrownBy(() -> logins.verify("ann", guess, HOME))
                    .isInstanceOf(LoginRefusedException.class)));
        }
        await().until(() -> stage.hash.inside.get() == 10);
        stage.hash.gate.release(1_000);
        all.forEach(CompletableFuture::join);
        assertThat(stage.hash.hashes.get()).isEqualTo(10);
    }

    @Test
    void aCrowdThatIsRightIsLetInWholly() {
        Logins logins = stage.logins(config(Map.of("rememberFor", Duration.ZERO)));
        IntStream.range(0, 40)
                .mapToObj(i -> started(() -> verify(logins, "ann", "sesame")))
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(stage.hash.hashes.get()).isEqualTo(40);
    }

    @Test
    void whoIsInterruptedIsRefusedAndItIsNoFailure() {
        Logins logins = stage.logins(config(Map.of("failuresPerMinute", 1)));
        Thread.currentThread().interrupt();
        refuse(logins, "ann", "sesame", HOME, "cannot be verified now");
        assertThat(Thread.interrupted()).isTrue();
        verify(logins, "ann", "sesame");
    }

    @Test
    void aPasswordBeyondMeasureIsWrong() {
        String huge = "x".repeat(2_000);
        stage.users("ann:7$" + huge);
        refuse(stage.logins(), "ann", huge);
    }

    @Test
    void aCookieStandsForWhoLoggedInUntilTheLoginIsForgotten() {
        Logins logins = stage.logins();
        verify(logins, "ann", "sesame");
        stage.pass(Duration.ofMinutes(2));
        String cookie = logins.remember("ann");
        assertThat(logins.remembered(cookie)).contains("ann");
        stage.pass(Duration.ofMinutes(3).minusNanos(1));
        assertThat(logins.remembered(cookie)).contains("ann");
        assertThat(logins.remembered(logins.remember("ann"))).contains("ann");
        String latest = logins.remember("ann");
        stage.pass(Duration.ofNanos(1));
        assertThat(logins.remembered(cookie)).isEmpty();
        assertThat(logins.remembered(latest)).isEmpty();
        assertThat(logins.remembered(logins.remember("ann"))).isEmpty();
    }

    @Test
    void noCookieIsGivenForWhoNeverLoggedIn() {
        Logins logins = stage.logins();
        assertThat(logins.remembered(logins.remember("ann"))).isEmpty();
        assertThat(logins.remembered(logins.remember("nobody"))).isEmpty();
    }

    @Test
    void aCookieThatWasChangedOrIsOfAnotherGatewayStandsForNobody() {
        Logins logins = stage.logins();
        verify(logins, "ann", "sesame");
        verify(logins, "bob", "open");
        String ann = logins.remember("ann");
        String bob = logins.remember("bob");
        String[] parts = ann.split("\\.");
        assertThat(List.of(
                        "",
                        ".",
                        "..",
                        "a.b.c",
                        "é.1.é",
                        ann + "x",
                        ann.substring(1),
                        ann.substring(0, ann.length() - 1),
                        parts[0] + "." + parts[1] + ".",
                        parts[0] + ".zzzzzzzzzzzz." + parts[2],
                        parts[0] + ".zzzzzzzzzzzzz." + parts[2],
                        bob.split("\\.")[0] + "." + parts[1] + "." + parts[2]))
                .allSatisfy(cookie -> assertThat(logins.remembered(cookie)).isEmpty());
        assertThat(stage.logins().remembered(ann)).isEmpty();
        assertThat(ann).matches("[A-Za-z0-9._-]+");
    }

    private static CompletableFuture<Void> started(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                })
                .start();
        return done;
    }
}

package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseEndedException;
import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Retiring and revoking: by key, by handle, all; with and without those who hold it. */
class SharedRetireTest {

    private static final IOException WHY = new IOException("moved");

    private final SharedStage stage = new SharedStage();
    private final SharedPool<String, ScriptedSharedResource> pool = stage.pool(8);

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void aRetiredKeyKeepsItsHoldersAndTheNextAcquireOpensAnew() {
        Share<ScriptedSharedResource> old = stage.acquire(pool, "a");
        assertThat(pool.retire("a", Retirement.KEEP_HOLDERS, WHY)).isTrue();
        Share<ScriptedSharedResource> next = stage.acquire(pool, "a");
        assertThat(next.resource().id()).isEqualTo(2);
        assertThat(old.resource().isClosed()).isFalse();
        assertThat(pool.snapshot().retired()).isOne();
        ScriptedSharedResource retired = old.resource();
        old.close();
        stage.runner.settle();
        assertThat(retired.isClosed()).isTrue();
        assertThat(next.resource().isClosed()).isFalse();
        assertThat(stage.told).contains("retired a RETIRED: IOException", "closed a RETIRED");
    }

    @Test
    void aRetiredKeyInItsGraceIsClosedAtOnce() {
        stage.acquire(pool, "a").close();
        assertThat(pool.retire("a", Retirement.KEEP_HOLDERS, WHY)).isTrue();
        stage.runner.runAll();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(pool.retire("a", Retirement.KEEP_HOLDERS, WHY)).isFalse();
    }

    @Test
    void aKeyHasAtMostTwoRetiredGenerationsWithHolders() {
        Share<ScriptedSharedResource> one = stage.acquire(pool, "a");
        pool.retire("a", Retirement.KEEP_HOLDERS, WHY);
        stage.acquire(pool, "a");
        pool.retire("a", Retirement.KEEP_HOLDERS, WHY);
        Share<ScriptedSharedResource> three = stage.acquire(pool, "a");
        assertThatThrownBy(() -> pool.retire("a", Retirement.KEEP_HOLDERS, WHY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("key a has 2 retired generations with holders")
                .hasMessageContaining("revokeAfter")
                .hasMessageContaining("Oldest: a generation 1, retired, 1 share");
        assertThatThrownBy(() -> three.retire(Retirement.KEEP_HOLDERS, WHY)).isInstanceOf(IllegalStateException.class);
        assertThat(three.resource().isClosed()).isFalse();
        assertThat(pool.retireAll(Retirement.KEEP_HOLDERS, WHY)).isFalse();
        assertThat(pool.retire("a", Retirement.revokeAfter(Duration.ofSeconds(5)), WHY))
                .isTrue();
        stage.runner.pass(Duration.ofSeconds(6));
        assertThat(stage.factory.openNow()).isZero();
        assertThatThrownBy(one::resource).hasMessageContaining("revoked");
    }

    @Test
    void aThirdGenerationThatNobodyHoldsMayBeRetired() {
        stage.acquire(pool, "a");
        pool.retire("a", Retirement.KEEP_HOLDERS, WHY);
        stage.acquire(pool, "a");
        pool.retire("a", Retirement.KEEP_HOLDERS, WHY);
        stage.acquire(pool, "a").close();
        assertThat(pool.retire("a", Retirement.KEEP_HOLDERS, WHY)).isTrue();
        stage.runner.runAll();
        assertThat(pool.snapshot().retired()).isEqualTo(2);
        assertThat(stage.factory.openNow()).isEqualTo(2);
    }

    @Test
    void revocationWaitsForTheGivenTimeAndEachHandleSaysSo() {
        Share<ScriptedSharedResource> quick = stage.acquire(pool, "a");
        Share<ScriptedSharedResource> slow = stage.acquire(pool, "a");
        ScriptedSharedResource resource = slow.resource();
        pool.retire("a", Retirement.revokeAfter(Duration.ofSeconds(10)), WHY);
        quick.close();
        stage.runner.pass(Duration.ofSeconds(9));
        assertThat(slow.resource()).isSameAs(resource);
        stage.runner.pass(Duration.ofSeconds(2));
        assertThat(resource.isClosed()).isTrue();
        assertThatThrownBy(slow::resource)
                .isInstanceOf(LeaseEndedException.class)
                .hasMessageContaining("was revoked")
                .hasMessageContaining("since its resource was retired");
        assertThatThrownBy(quick::resource).hasMessageContaining("was returned");
        slow.close();
        assertThat(stage.told).contains("revoked a REVOKED").doesNotContain("returned a REVOKED");
        assertThat(stage.factory.closes().calls()).isOne();
    }

    @Test
    void revocationAfterNoTimeIsDoneWhenRetireReturns() {
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        pool.retire("a", Retirement.revokeAfter(Duration.ZERO), WHY);
        assertThatThrownBy(share::resource).hasMessageContaining("revoked");
    }

    @Test
    void aRevokeEndsThatShareAlone() throws Exception {
        SharedPool<String, ScriptedSharedResource> terms =
                stage.pool(settings -> settings.shareTerm(Duration.ofSeconds(10)));
        Share<ScriptedSharedResource> old = stage.acquire(terms, "a");
        stage.runner.pass(Duration.ofSeconds(8));
        Share<ScriptedSharedResource> young = terms.acquire("a");
        stage.runner.pass(Duration.ofSeconds(4));
        assertThatThrownBy(old::resource).hasMessageContaining("its term of 10.0 s was over");
        young.resource().use();
        assertThat(terms.snapshot().shares()).isOne();
    }

    @Test
    void whoRetiresByItsShareEndsThatShareAndKeepsTheOthers() throws Exception {
        Share<ScriptedSharedResource> mine = stage.acquire(pool, "a");
        Share<ScriptedSharedResource> other = stage.acquire(pool, "a");
        assertThat(pool.retire(mine, Retirement.KEEP_HOLDERS, WHY)).isTrue();
        assertThatThrownBy(mine::resource)
                .hasMessageContaining("was retired (broken: java.io.IOException: moved)")
                .hasMessageContaining("by its holder");
        other.resource().use();
        assertThat(stage.acquire(pool, "a").resource().id()).isEqualTo(2);
        assertThat(mine.retire(Retirement.KEEP_HOLDERS, WHY)).isFalse();
        other.close();
        stage.runner.runAll();
        assertThat(stage.factory.opened().get(0).isClosed()).isTrue();
    }

    @Test
    void whoRetiresByItsShareWithRevocationRevokesTheOthersAlone() {
        Share<ScriptedSharedResource> mine = stage.acquire(pool, "a");
        Share<ScriptedSharedResource> other = stage.acquire(pool, "a");
        assertThat(mine.retire(Retirement.revokeAfter(Duration.ZERO), WHY)).isTrue();
        assertThatThrownBy(mine::resource).hasMessageContaining("was retired");
        assertThatThrownBy(other::resource).hasMessageContaining("was revoked");
        stage.runner.runAll();
        assertThat(stage.factory.openNow()).isZero();
    }

    @Test
    void aShareOfAnotherPoolIsNotRetiredHere() {
        SharedPool<String, ScriptedSharedResource> stranger = stage.pool(settings -> settings.name("stranger"));
        Share<ScriptedSharedResource> share = stage.acquire(stranger, "a");
        assertThatThrownBy(() -> pool.retire(share, Retirement.KEEP_HOLDERS, WHY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stranger");
    }

    @Test
    void retireAllRenewsEveryKey() {
        Share<ScriptedSharedResource> a = stage.acquire(pool, "a");
        stage.acquire(pool, "b").close();
        assertThat(pool.retireAll(Retirement.KEEP_HOLDERS, WHY)).isTrue();
        stage.runner.runAll();
        assertThat(stage.factory.openNow()).isOne();
        assertThat(stage.acquire(pool, "a").resource()).isNotSameAs(a.resource());
    }

    @Test
    void aDrainWaitsForTheSharesThenRevokesTheRest() throws Exception {
        Share<ScriptedSharedResource> returned = stage.acquire(pool, "a");
        Share<ScriptedSharedResource> kept = stage.acquire(pool, "b");
        Doing<Boolean> drain = Stage.start(() -> pool.drain(Duration.ofSeconds(10)));
        stage.ticker.awaitParked(1);
        returned.close();
        kept.resource().use();
        stage.ticker.advance(Duration.ofSeconds(11));
        assertThat(stage.finish(drain)).isFalse();
        assertThatThrownBy(kept::resource).hasMessageContaining("since the pool was closed");
        stage.runner.runAll();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(pool.drain(Duration.ZERO)).isFalse();
    }

    @Test
    void aDrainOfWhatComesBackRevokesNothing() throws Exception {
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        Doing<Boolean> drain = Stage.start(() -> pool.drain(Duration.ofSeconds(10)));
        stage.ticker.awaitParked(1);
        share.close();
        assertThat(stage.finish(drain)).isTrue();
        assertThat(stage.told).noneMatch(line -> line.startsWith("revoked"));
    }

    @Test
    void aCheckThatFailsRetiresItAndItsHoldersAreKept() throws Exception {
        SharedPool<String, ScriptedSharedResource> checked =
                stage.pool(settings -> settings.checkInterval(Duration.ofSeconds(5)));
        Share<ScriptedSharedResource> share = stage.acquire(checked, "a");
        stage.runner.pass(Duration.ofSeconds(6));
        assertThat(stage.factory.checks().calls()).isOne();
        share.resource().die();
        stage.runner.pass(Duration.ofSeconds(6));
        assertThat(stage.told).contains("retired a DEAD");
        assertThat(share.resource().isClosed()).isFalse();
        assertThat(stage.acquire(checked, "a").resource().id()).isEqualTo(2);
    }

    @Test
    void aCheckThatHangsIsGivenUpAndRetires() throws Exception {
        SharedPool<String, ScriptedSharedResource> checked = stage.pool(
                settings -> settings.checkInterval(Duration.ofSeconds(5)).checkTimeout(Duration.ofSeconds(1)));
        stage.acquire(checked, "a");
        stage.factory.checks().hang();
        stage.ticker.advance(Duration.ofSeconds(6));
        stage.runner.upkeep();
        while (stage.runner.pending() > 0) {
            stage.runner.startNext();
        }
        stage.factory.checks().awaitHanging(1);
        stage.runner.pass(Duration.ofSeconds(2));
        assertThat(stage.told).contains("retired a DEAD: TimeoutException");
    }

    @Test
    void noCheckProlongsAGrace() {
        SharedPool<String, ScriptedSharedResource> checked =
                stage.pool(settings -> settings.checkInterval(Duration.ofSeconds(5)));
        stage.acquire(checked, "a").close();
        stage.runner.pass(SharedStage.GRACE.plusSeconds(9));
        assertThat(stage.factory.openNow()).isZero();
        assertThat(stage.factory.checks().calls()).isZero();
    }

    @Test
    void oneSharesFailureCondemnsNothingButHasTheWholeChecked() throws Exception {
        var handles = stage.handlePool(settings -> settings);
        ScriptedShareHandle share = stage.acquire(handles, "a");
        share.fail(new IOException("reset by peer"));
        stage.runner.pass(Duration.ofSeconds(2));
        assertThat(stage.factory.checks().calls()).isOne();
        assertThat(handles.snapshot().retired()).isZero();
        share.behind().die();
        share.fail(new IOException("reset by peer"));
        stage.runner.pass(Duration.ofSeconds(2));
        assertThat(handles.snapshot().retired()).isOne();
    }
}

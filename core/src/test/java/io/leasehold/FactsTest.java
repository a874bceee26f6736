package io.leasehold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What snapshots, events and errors say of themselves. */
class FactsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Throwable SECRETIVE = new IOException("hunter2");

    private static HolderSnapshot holder(String thread, int seconds) {
        return new HolderSnapshot(thread, 1, Duration.ofSeconds(seconds), List.of(), false);
    }

    private static PoolSnapshot pool(int idle, int leased, int opening, int waiting) {
        return new PoolSnapshot(
                "pool",
                PoolSnapshot.State.OPEN,
                idle + leased,
                idle,
                leased,
                0,
                0,
                opening,
                waiting,
                100,
                100,
                0,
                null,
                null,
                List.of());
    }

    @Test
    void aGroupsSumsAreThoseOfItsEndpoints() {
        PoolGroupSnapshot group = new PoolGroupSnapshot(
                "group",
                PoolSnapshot.State.OPEN,
                100,
                20,
                0,
                0,
                List.of(
                        new EndpointSnapshot(Endpoint.of("a"), pool(1, 2, 3, 4), null),
                        new EndpointSnapshot(Endpoint.of("b"), pool(10, 20, 30, 40), null)));
        assertThat(group.idle()).isEqualTo(11);
        assertThat(group.leased()).isEqualTo(22);
        assertThat(group.opening()).isEqualTo(33);
        assertThat(group.waiting()).isEqualTo(44);
    }

    private static SharedResourceSnapshot resource(HolderSnapshot... holders) {
        return new SharedResourceSnapshot(
                "key", 1, 1, 0, SharedResourceSnapshot.State.SHARED, holders.length, 0, SECOND, List.of(holders));
    }

    @Test
    void aSharedPoolCountsWhatIsTakenAndReadsAsAPool() {
        OpenFailure failure = new OpenFailure(SECRETIVE, SECOND, 1);
        SharedPoolSnapshot shared = new SharedPoolSnapshot(
                "shared",
                PoolSnapshot.State.DRAINING,
                999,
                1,
                20,
                300,
                4_000,
                50_000,
                600_000,
                7,
                8,
                failure,
                List.of(resource(holder("anna", 1), holder("bert", 3)), resource(holder("carl", 2))));
        assertThat(shared.taken()).isEqualTo(54_321);
        assertThat(shared.asPool())
                .isEqualTo(new PoolSnapshot(
                        "shared",
                        PoolSnapshot.State.DRAINING,
                        4_321,
                        20,
                        301,
                        0,
                        4_000,
                        50_000,
                        600_000,
                        999,
                        999,
                        7,
                        failure,
                        null,
                        List.of(holder("bert", 3), holder("carl", 2), holder("anna", 1))));
    }

    @Test
    void anEndpointIsToldByWhatItHas() {
        assertThat(Endpoint.of("db1"))
                .isEqualTo(new Endpoint("db1", null, null))
                .hasToString("db1");
        assertThat(Endpoint.of("db1", "alice"))
                .isEqualTo(new Endpoint("db1", "alice", null))
                .hasToString("alice@db1");
        assertThat(new Endpoint("db1", null, "orders")).hasToString("db1 (orders)");
        assertThatThrownBy(() -> Endpoint.of(null)).hasMessage("address");
    }

    @Test
    void whatAnErrorSaysIsInNoTextOfAFact() {
        assertThat(new OpenFailure(SECRETIVE, SECOND, 2))
                .hasToString("OpenFailure[cause=java.io.IOException, age=PT1S, count=2]");
        assertThat(new PoolEvent("pool", 3, SECOND, RetireReason.BROKEN, null, SECRETIVE))
                .hasToString("PoolEvent[pool=pool, resource=3, duration=PT1S, reason=BROKEN, holder=null,"
                        + " cause=java.io.IOException]");
        assertThat(new PoolEvent("pool", 3, SECOND, null, null, null))
                .hasToString(
                        "PoolEvent[pool=pool, resource=3," + " duration=PT1S, reason=null, holder=null, cause=null]");
    }

    @Test
    void anEndpointThatFailedIsToldWithItsFailureAndThePoolAsItWas() {
        Endpoint endpoint = Endpoint.of("db1");
        EndpointFailure failure = new EndpointFailure(SECRETIVE, SECOND, 1, SECOND, false, true);
        PoolSnapshot pool = pool(1, 2, 3, 4);
        EndpointFailedException failed =
                new EndpointFailedException("it failed", endpoint, failure, pool, Duration.ofMillis(5));
        assertThat(failed).hasMessage("it failed").hasCause(SECRETIVE);
        assertThat(failed.endpoint()).isSameAs(endpoint);
        assertThat(failed.failure()).isSameAs(failure);
        assertThat(failed.snapshot()).isSameAs(pool);
        assertThat(failed.waited()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void aRetirementKeepsHoldersOrRevokesThemAfterATime() {
        assertThat(Retirement.KEEP_HOLDERS.keepsHolders()).isTrue();
        assertThat(Retirement.revokeAfter(Duration.ZERO).keepsHolders()).isFalse();
        assertThat(Retirement.revokeAfter(SECOND).revokeAfter()).isEqualTo(SECOND);
        assertThatThrownBy(() -> Retirement.revokeAfter(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 0 or more");
    }

    @ParameterizedTest
    @EnumSource(RetireReason.class)
    void eachReasonHasWords(RetireReason reason) {
        assertThat(reason.text()).isNotBlank().doesNotContain("_");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.000000999S, 999 ns",
        "PT0.000999999S, 999999 ns",
        "PT0.001S, 1 ms",
        "PT-0.001S, -1 ms",
        "PT0.999S, 999 ms",
        "PT25H, 25 h",
        "PT48H, 2 days",
        "PT61S, 61 s",
        "PT86399.5S, 86399.5 s",
        "PT86400.9S, 86400 s",
        "PT-86399.5S, -86400 s"
    })
    void aDurationIsToldInItsLargestUnitAndRoundedDown(Duration value, String words) {
        assertThat(InvalidConfigException.words(value)).isEqualTo(words);
    }

    @Test
    void aNameThatIsNoneIsToldByTheOneThatWasMeant() {
        List<String> known = List.of("url", "username", "password");
        assertThat(InvalidConfigException.nearest("user", known)).contains("username");
        assertThat(InvalidConfigException.nearest("user", List.of())).isEmpty();
    }
}

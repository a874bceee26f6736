package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolGroup;
import io.leasehold.testkit.Doing;
import io.leasehold.testkit.ScriptedResource;
import io.leasehold.testkit.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stands where an application does, outside of the library's packages, so that its frames show. */
class SitesTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void anAcquireThatWasSampledTellsWhereItWas() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).siteSampling(1));
        Lease<ScriptedResource> lease = acquireForTheReport(pool);
        assertThat(site(pool))
                .first()
                .satisfies(frame -> assertThat(frame.getMethodName()).isEqualTo("acquireForTheReport"));
        assertThatThrownBy(() -> pool.acquire(Duration.ZERO))
                .hasMessageContaining("acquired at example.SitesTest.acquireForTheReport(SitesTest.java:");
        lease.close();
        assertThatThrownBy(lease::resource).hasMessageContaining("example.SitesTest.acquireForTheReport");
    }

    @Test
    void anAcquireThatWasNotSampledTellsNothing() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).siteSampling(0));
        Lease<ScriptedResource> lease = acquireForTheReport(pool);
        assertThat(site(pool)).isEmpty();
        lease.close();
    }

    @Test
    void onceALeaseWasReportedEveryAcquireIsSampled() {
        Pool<ScriptedResource> pool = stage.pool(
                settings -> settings.maximumSize(1).siteSampling(0).leaseReportAfter(Duration.ofSeconds(10)));
        Lease<ScriptedResource> first = acquireForTheReport(pool);
        assertThat(site(pool)).isEmpty();
        stage.runner.pass(Duration.ofSeconds(30));
        first.close();
        Lease<ScriptedResource> second = acquireForTheReport(pool);
        assertThat(site(pool)).isNotEmpty();
        second.close();
    }

    @Test
    void whileSomebodyWaitsAcquiresAreSampled() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).siteSampling(0));
        Lease<ScriptedResource> held = acquireForTheReport(pool);
        Doing<Lease<ScriptedResource>> first = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        Doing<Lease<ScriptedResource>> second = Stage.start(pool::acquire);
        stage.ticker.awaitParked(2);
        stage.ticker.advance(Duration.ofSeconds(1));
        held.close();
        Lease<ScriptedResource> crowded = first.get();
        assertThat(site(pool)).isNotEmpty();
        crowded.close();
        stage.finish(second).close();
    }

    @Test
    void ofTheFirstLeasesOfAGroupTheFirstFewAreSampledAndThenOneInSoMany() {
        assertThat(sitesOfFirstLeases(600, 512)).isEqualTo(256 + 1);
        assertThat(sitesOfFirstLeases(600, 1)).isEqualTo(600);
        assertThat(sitesOfFirstLeases(600, 0)).isZero();
    }

    /** How many holders show their site when each endpoint was acquired once. */
    private static long sitesOfFirstLeases(int endpoints, int siteSampling) {
        try (PoolGroup<Integer, Object> group = PoolGroup.<Integer, Object>of(key -> new Object())
                .maximumSize(endpoints)
                .siteSampling(siteSampling)
                .build()) {
            List<Lease<Object>> leases = new ArrayList<>();
            for (int key = 0; key < endpoints; key++) {
                leases.add(group.acquire(key));
            }
            long sites = group.snapshot().endpoints().stream()
                    .flatMap(endpoint -> endpoint.pool().holders().stream())
                    .filter(holder -> !holder.site().isEmpty())
                    .count();
            leases.forEach(Lease::close);
            return sites;
        }
    }

    private static List<StackTraceElement> site(Pool<ScriptedResource> pool) {
        return pool.snapshot().holders().get(0).site();
    }

    private Lease<ScriptedResource> acquireForTheReport(Pool<ScriptedResource> pool) {
        stage.fill(pool, 1);
        return pool.acquire();
    }
}

package io.leasehold.guards.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.HolderSnapshot;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.PoolGroup;
import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.jdbc.LeaseholdDataSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code of docs/tour.md, run. */
class TourTest {
    private final List<String> logged = new ArrayList<>();

    @Test
    void aLeaseIsReturnedByClose() {
        // tag::lease[]
        try (Pool<StringBuilder> pool = Pool.of(() -> new StringBuilder())
                .name("builders")
                .maximumSize(2)
                .build()) {
            try (Lease<StringBuilder> lease = pool.acquire(Duration.ofSeconds(1))) {
                lease.resource().append("mine until I close it");
            }
        }
        // end::lease[]
    }

    @Test
    void aGroupLendsFromThePoolOfEachEndpoint() {
        // tag::group[]
        try (PoolGroup<URI, StringBuilder> nodes = PoolGroup.<URI, StringBuilder>of(node -> connect(node))
                .name("nodes")
                .maximumSize(200)
                .maximumPerEndpoint(8)
                .build()) {
            try (Lease<StringBuilder> lease = nodes.acquire(URI.create("tcp://node7:9090"))) {
                lease.resource().append("mine until I close it");
            }
        }
        // end::group[]
    }

    private static StringBuilder connect(URI node) {
        return new StringBuilder(node.toString());
    }

    @Test
    void whatWasRetiredIsNotLentAgain() {
        try (Pool<StringBuilder> pool =
                Pool.of(() -> new StringBuilder("broken")).build()) {
            // tag::retire[]
            try (Lease<StringBuilder> lease = pool.acquire()) {
                try {
                    talk(lease.resource());
                } catch (IOException e) {
                    lease.retire(e);
                }
            }
            // end::retire[]
            assertThat(pool.snapshot().idle()).isZero();
        }
    }

    @Test
    void manyShareWhatAKeyMeans() {
        // tag::share[]
        try (SharedPool<String, StringBuffer> pool = SharedPool.of((String host) -> new StringBuffer(host))
                .name("hosts")
                .maximumResources(16)
                .grace(Duration.ofSeconds(60))
                .build()) {
            try (Share<StringBuffer> mine = pool.acquire("db-1");
                    Share<StringBuffer> yours = pool.acquire("db-1")) {
                mine.resource().append(" is one for all");
                log(yours.resource().toString());
            }
        }
        // end::share[]
        assertThat(logged).containsExactly("db-1 is one for all");
    }

    @Test
    void whatAKeyMeansIsRetired() {
        try (SharedPool<String, StringBuffer> pool = SharedPool.of((String host) -> new StringBuffer(host))
                .maximumResources(4)
                .build()) {
            pool.acquire("db-1").close();
            Share<StringBuffer> held = pool.acquire("db-2");
            // tag::retire-key[]
            pool.retire("db-1", Retirement.KEEP_HOLDERS, new IOException("moved"));
            pool.retire("db-2", Retirement.revokeAfter(Duration.ofMinutes(1)), new IOException("moved"));
            // end::retire-key[]
            assertThat(held.resource()).hasToString("db-2");
            assertThat(pool.snapshot().retired()).isOne();
        }
    }

    @Test
    void aPoolWithTermsIsBuilt() {
        // tag::term[]
        Pool<StringBuilder> pool = Pool.of(() -> new StringBuilder())
                .name("builders")
                .leaseReportAfter(Duration.ofSeconds(30))
                .leaseTerm(Duration.ofMinutes(5))
                .build();
        // end::term[]
        try (pool) {
            assertThat(pool.name()).isEqualTo("builders");
        }
    }

    @Test
    void aRefusalNamesTheHolder() {
        try (Pool<StringBuilder> pool =
                        Pool.of(() -> new StringBuilder()).maximumSize(1).build();
                Lease<StringBuilder> held = pool.acquire()) {
            // tag::full[]
            try {
                pool.acquire(Duration.ofMillis(50)).close();
            } catch (PoolFullException e) {
                HolderSnapshot longest = e.snapshot().holders().get(0);
                log(longest.thread() + " has held it for " + longest.held());
            }
            // end::full[]
            assertThat(held.resource()).isEmpty();
        }
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith(Thread.currentThread().getName() + " has held it");
    }

    @Test
    void aLeasedStreamReturnsItsLease() throws Exception {
        try (Pool<String> pool = Pool.of(() -> "one\ntwo").build()) {
            // tag::stream[]
            try (Stream<String> lines =
                    pool.stream(connection -> connection.lines().iterator())) {
                lines.limit(10).forEach(this::log);
            }
            // end::stream[]
            assertThat(pool.snapshot().leased()).isZero();
        }
        assertThat(logged).containsExactly("one", "two");
    }

    @Test
    void theRowsOfAQueryOwnTheirConnection() throws Exception {
        try (LeaseholdDataSource orders = LeaseholdDataSource.builder()
                .jdbcUrl("jdbc:h2:mem:rows")
                .username("sa")
                .build()) {
            // tag::rows[]
            try (Stream<String> names = orders.stream(
                    "select table_name from information_schema.tables where table_schema = ?",
                    statement -> statement.setString(1, "INFORMATION_SCHEMA"),
                    row -> row.getString(1))) {
                names.limit(10).forEach(this::log);
            }
            // end::rows[]
            assertThat(orders.snapshot().leased()).isZero();
        }
        assertThat(logged).hasSize(10);
    }

    private void log(String line) {
        logged.add(line);
    }

    private static void talk(StringBuilder resource) throws IOException {
        throw new IOException(resource + " pipe");
    }
}

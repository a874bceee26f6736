package io.leasehold.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRegistry;
import io.leasehold.testkit.ScriptedResource;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docs/metrics.md lists the meters that there are, and Prometheus gets them by the names it says. */
class MetersPageTest {

    private static final Path PAGE = Path.of("../../docs/metrics.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(leasehold\\.[a-z.]+)` \\| (\\w+) \\| ([^|]*) \\| ([^|]*) \\| (.+?) \\|$");

    private final MeterStage stage = new MeterStage();
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void makeAllMeters() {
        Pool<ScriptedResource> pool = stage.pool(settings -> settings.listener(new PoolEventMetrics(prometheus)));
        PoolMetrics.of(pool).bindTo(prometheus);
        pool.acquire().close();
        SessionRegistry sessions = stage.closing(SessionRegistry.named("server")
                .listener(new SessionEventMetrics(prometheus))
                .ticker(stage.ticker)
                .runner(stage.runner)
                .build());
        SessionMetrics.of(sessions).bindTo(prometheus);
        sessions.start("192.0.2.1", ConnectionKind.LASTING).open("ann", SessionOptions.DEFAULT, session -> {});
        stage.runner.settle();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        prometheus.close();
    }

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        Map<String, String> written = ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), MetersPageTest::row, (a, b) -> a, TreeMap::new));
        Map<String, String> real = prometheus.getMeters().stream()
                .collect(Collectors.toMap(
                        meter -> meter.getId().getName(), MetersPageTest::row, (a, b) -> a, TreeMap::new));
        assertThat(written).isEqualTo(real);
    }

    private static String row(MatchResult row) {
        return String.join(" | ", row.group(2), row.group(3), row.group(4), row.group(5));
    }

    private static String row(Meter meter) {
        Meter.Id id = meter.getId();
        return String.join(
                " | ",
                id.getType() == Meter.Type.OTHER ? "other" : id.getType().name().toLowerCase(Locale.ROOT),
                id.getTags().stream().map(Tag::getKey).sorted().collect(Collectors.joining(", ")),
                id.getBaseUnit() == null ? "" : id.getBaseUnit(),
                String.valueOf(id.getDescription()));
    }

    @Test
    void prometheusGetsThemAsText() {
        assertThat(prometheus.scrape())
                .contains(
                        "leasehold_pool_acquires_total{pool=\"orders\"} 1.0",
                        "leasehold_pool_resources{pool=\"orders\",state=\"idle\"} 4.0",
                        "leasehold_pool_maximum_resources{pool=\"orders\"} 4.0",
                        "leasehold_pool_hold_seconds_count{pool=\"orders\"} 1",
                        "leasehold_pool_retirements_total{pool=\"orders\",reason=\"lifetime\"} 0.0",
                        "leasehold_session_sessions{registry=\"server\",state=\"attached\"} 1.0",
                        "leasehold_session_ends_total{reason=\"disconnected\",registry=\"server\"} 0.0");
    }
}

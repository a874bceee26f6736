package io.leasehold.lab.peers;

import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.micrometer.PoolEventMetrics;
import io.leasehold.micrometer.PoolMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;

/** Leasehold as shipped, but for one thing that is always on or that an operation adds. Beside Leasehold alone. */
public enum LeaseholdFacts implements PoolContestant {
    UNSAMPLED("without sampling of sites", "siteSampling 0"),
    RECORDED("with JFR on", "-XX:StartFlightRecording with the JDK's default settings"),
    HELD("with JFR on and each lease recorded", "the same and +leasehold.Hold#enabled=true"),
    METERED("with metrics", "PoolEventMetrics and PoolMetrics in a registry of Micrometer");

    static final List<PoolContestant> ALL = List.of(values());

    private final String title;
    private final String settings;

    LeaseholdFacts(String title, String settings) {
        this.title = title;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "leasehold-" + name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String settings() {
        return settings;
    }

    /** For the JVM that measures it. */
    public List<String> jvmArguments() {
        return switch (this) {
            case RECORDED -> recording("");
            case HELD -> recording(",+leasehold.Hold#enabled=true");
            case UNSAMPLED, METERED -> List.of();
        };
    }

    private static List<String> recording(String events) {
        return List.of("-XX:StartFlightRecording=dumponexit=false" + events, "-Xlog:jfr+startup=off");
    }

    @Override
    public OpenPool open(Shape shape) {
        LeaseholdDataSourceBuilder builder = LeaseholdPool.builder(shape);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        switch (this) {
            case UNSAMPLED -> builder.siteSampling(0);
            case METERED -> builder.listener(new PoolEventMetrics(registry));
            case RECORDED, HELD -> {}
        }
        LeaseholdDataSource pool = builder.build();
        if (this == METERED) {
            PoolMetrics.of(pool).bindTo(registry);
        }
        return new OpenPool(pool, pool);
    }
}

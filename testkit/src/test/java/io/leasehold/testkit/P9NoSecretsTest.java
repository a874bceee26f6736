package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolConfig;
import io.leasehold.PoolEvent;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.SimpleResourceFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Core's part of the promise: it never asks a resource for its text, and knows nothing else that is secret. */
class P9NoSecretsTest {

    private static final String SECRET = "hunter2";

    private final ManualTicker ticker = new ManualTicker();
    private final StepRunner runner = new StepRunner(ticker);
    private final RecordingListener listener = new RecordingListener();

    /** Its text is what must not be seen. */
    private static final class Secretive {

        @Override
        public String toString() {
            return SECRET;
        }
    }

    private static final class SecretiveFactory implements SimpleResourceFactory<Secretive> {

        @Override
        public Secretive open() {
            return new Secretive();
        }

        @Override
        public boolean check(Secretive resource, Duration timeout) {
            return false;
        }

        @Override
        public void abort(Secretive resource) throws Exception {
            throw new IOException("deaf");
        }

        @Override
        public String toString() {
            return SECRET;
        }
    }

    @Test
    void noTextOfAResourceOrFactoryIsInLogsEventsSnapshotsOrErrors() {
        List<String> seen = new ArrayList<>();
        try (LogLines log = new LogLines();
                Pool<Secretive> pool = Pool.of(new SecretiveFactory())
                        .name("secretive")
                        .maximumSize(2)
                        .minimumSize(2)
                        .aliveBypass(Duration.ofMillis(100))
                        .leaseReportAfter(Duration.ofSeconds(5))
                        .leaseTerm(Duration.ofSeconds(20))
                        .siteSampling(1)
                        .ticker(ticker)
                        .runner(runner)
                        .listener(listener)
                        .build()) {
            runner.settle();
            Lease<Secretive> one = pool.acquire(Duration.ZERO);
            Lease<Secretive> two = pool.acquire(Duration.ZERO);
            seen.add(one.resource() == two.resource() ? "" : one.toString());
            assertThatThrownBy(() -> pool.acquire(Duration.ZERO)).satisfies(e -> seen.add(e.getMessage()));
            seen.add(pool.snapshot().toString());
            one.close();
            assertThatThrownBy(one::resource).satisfies(e -> seen.add(e.getMessage()));
            seen.add(one.toString());
            ticker.advance(Duration.ofSeconds(1));
            runner.pass(Duration.ofSeconds(30));
            assertThatThrownBy(two::resource).satisfies(e -> seen.add(e.getMessage()));
            seen.add(pool.toString());
            seen.addAll(log.lines());
        }
        Stream.of("opened", "acquired", "returned", "retired", "revoked", "overdue", "timedOut")
                .flatMap(kind -> listener.events(kind).stream())
                .map(PoolEvent::toString)
                .forEach(seen::add);
        assertThat(seen)
                .hasSizeGreaterThan(15)
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRET));
        assertThat(seen).anySatisfy(text -> assertThat(text).contains("revoked"));
    }

    @Test
    void theTextOfAHandlePoolAndItsSettingsTellNothingOfTheFactory() {
        PoolConfig config = Pool.of(new SecretiveFactory()).name("plain").config();
        assertThat(config.toString()).doesNotContain(SECRET);
        ScriptedFactory factory = new ScriptedFactory();
        try (HandlePool<ScriptedResource, ScriptedHandle> pool =
                HandlePool.open(config, new ScriptedHandleFactory(factory), null, ticker, runner)) {
            assertThat(pool).hasToString("pool 'plain'");
        }
    }
}

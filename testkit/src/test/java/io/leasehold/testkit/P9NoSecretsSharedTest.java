package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolEvent;
import io.leasehold.SharedPoolListener;
import io.leasehold.spi.SimpleSharedFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an error of the resource says is for the factory to judge, wherever a shared pool tells of it. */
class P9NoSecretsSharedTest {

    private static final String SECRET = "hunter2";

    private final ManualTicker ticker = new ManualTicker();
    private final StepRunner runner = new StepRunner(ticker);

    private static final class TellingFactory implements SimpleSharedFactory<String, Object> {

        @Override
        public Object open(String key) throws IOException {
            if (key.equals("refused")) {
                throw new IOException("no login with " + SECRET);
            }
            return new Object();
        }

        @Override
        public void close(Object resource) throws IOException {
            throw new IOException("no close with " + SECRET);
        }

        @Override
        public String textOfError(Throwable error) {
            return "cleaned";
        }
    }

    private static final class FailingListener implements SharedPoolListener {

        @Override
        public void opened(SharedPoolEvent event) {
            throw new IllegalStateException(SECRET);
        }
    }

    @Test
    void whatAnErrorSaysIsInNoLogNorRefusalUnlessTheFactoryPassesIt() {
        List<String> seen = new ArrayList<>();
        try (LogLines log = new LogLines();
                SharedPool<String, Object> pool = SharedPool.of(new TellingFactory())
                        .name("secretive")
                        .maximumResources(2)
                        .ticker(ticker)
                        .runner(runner)
                        .listener(new FailingListener())
                        .build()) {
            catchThrowable(() -> pool.acquire("refused", Duration.ZERO));
            runner.settle();
            seen.add(
                    catchThrowable(() -> pool.acquire("refused", Duration.ZERO)).getMessage());
            catchThrowable(() -> pool.acquire("opened", Duration.ZERO));
            runner.settle();
            Share<Object> share = pool.acquire("opened", Duration.ZERO);
            pool.retire(share, Retirement.KEEP_HOLDERS, new IOException("broken by " + SECRET));
            share.close();
            seen.add(catchThrowable(share::resource).getMessage());
            runner.settle();
            seen.addAll(log.lines());
        }
        assertThat(seen)
                .hasSizeGreaterThan(5)
                .anySatisfy(text -> assertThat(text).contains("cannot open refused: cleaned"))
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRET));
    }
}

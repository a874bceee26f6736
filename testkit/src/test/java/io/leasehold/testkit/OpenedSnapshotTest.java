package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.leasehold.Pool;
import io.leasehold.PoolSnapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a snapshot shows while the log is being told of an open. */
class OpenedSnapshotTest {

    @Test
    void whatWasJustOpenedIsNobodysLease() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.leasehold");
        Level before = logger.getLevel();
        List<PoolSnapshot> seen = new CopyOnWriteArrayList<>();
        try (Stage stage = new Stage()) {
            Pool<ScriptedResource> pool =
                    stage.pool(settings -> settings.minimumSize(1).maximumSize(1));
            AppenderBase<ILoggingEvent> slow = new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if (event.getFormattedMessage().contains("opened #")) {
                        seen.add(pool.snapshot());
                    }
                }
            };
            slow.start();
            logger.setLevel(Level.DEBUG);
            logger.addAppender(slow);
            try {
                stage.runner.settle();
            } finally {
                logger.detachAppender(slow);
                logger.setLevel(before);
            }
            assertThat(seen).hasSize(1);
            assertThat(seen.get(0).leased()).isZero();
            assertThat(seen.get(0).total()).isOne();
            assertThat(pool.snapshot().idle()).isOne();
        }
    }
}

package io.leasehold.hbase.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.TaskRunner;
import io.leasehold.testbed.hbase.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A future whose share ends while HBase's thread is about to complete it, which is then the last to leave the share. */
class FencedFutureTest {
    private static final TableName NAME = TableName.valueOf("t");

    private final Striking runner = new Striking();
    private final FakeConnections fakes = new FakeConnections(true, settings -> settings, runner);

    @AfterEach
    void close() {
        fakes.close();
    }

    @Test
    void itIsCompletedThoughAnErrorStrikesWhileTheLastToLeaveEndsTheShare() throws Exception {
        CompletableFuture<List<String>> raw = new CompletableFuture<>();
        Connection handle = fakes.acquire();
        handle.getBufferedMutator(NAME);
        CompletableFuture<Result> future = get(handle, raw);
        raw.complete(new Closing(handle));
        assertThat(future).isCompleted();
        Await.until(
                "what was made from the share is closed all the same",
                () -> fakes.hbase.calls().contains("BufferedMutator.close"));
    }

    private CompletableFuture<Result> get(Connection handle, CompletableFuture<?> raw) throws Exception {
        fakes.hbase.script("AsyncTable.get", () -> raw);
        AsyncConnection async =
                (AsyncConnection) FakeConnections.shareOf(handle).views().out(fakes.hbase.fake(AsyncConnection.class));
        return async.getTable(NAME).get(new Get(new byte[1]));
    }

    /** Whoever looks into it ends the share, and is struck when it has that go on in the background. */
    private final class Closing extends AbstractList<String> {
        private final Connection handle;

        Closing(Connection handle) {
            this.handle = handle;
        }

        @Override
        public String get(int index) {
            try {
                handle.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            runner.struck = Thread.currentThread();
            return "row";
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** As the usual one, but that an error strikes a thread once when it has upkeep woken. */
    private static final class Striking implements TaskRunner {
        volatile @Nullable Thread struck;

        @Override
        public void execute(Runnable task) {
            TaskRunner.shared().execute(task);
        }

        @Override
        public Registration register(Upkeep upkeep) {
            Registration registered = TaskRunner.shared().register(upkeep);
            return new Registration() {
                @Override
                public void wake() {
                    if (Thread.currentThread() == struck) {
                        struck = null;
                        throw new OutOfMemoryError("made up");
                    }
                    registered.wake();
                }

                @Override
                public void close() {
                    registered.close();
                }
            };
        }
    }
}

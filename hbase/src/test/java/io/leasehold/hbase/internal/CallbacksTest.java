package io.leasehold.hbase.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.RpcChannel;
import io.leasehold.LeaseEndedException;
import io.leasehold.Retirement;
import io.leasehold.hbase.ShareEndedException;
import io.leasehold.testbed.hbase.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer.ScanController;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer.ScanResumer;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.BufferedMutator;
import org.apache.hadoop.hbase.client.BufferedMutatorParams;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.RetriesExhaustedWithDetailsException;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.ScanResultConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What HBase hands to a holder's callbacks is fenced like what its calls give back. */
class CallbacksTest {
    private static final TableName NAME = TableName.valueOf("t");

    private final FakeConnections fakes = new FakeConnections();
    private final Connection handle = fakes.acquire();
    private final HBaseShare share = FakeConnections.shareOf(handle);
    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private @Nullable RuntimeException thrownOnError;

    @AfterEach
    void close() {
        fakes.close();
    }

    @Test
    void theListenerOfAMutatorIsGivenAView() throws Exception {
        List<BufferedMutator> given = new ArrayList<>();
        handle.getBufferedMutator(new BufferedMutatorParams(NAME).listener((error, mutator) -> given.add(mutator)));
        BufferedMutatorParams passed =
                (BufferedMutatorParams) fakes.hbase.argumentsOf("Connection.getBufferedMutator")[0];
        passed.getListener()
                .onException(
                        new RetriesExhaustedWithDetailsException("failed"), fakes.hbase.fake(BufferedMutator.class));

        assertThat(FakeConnections.shareOf(given.get(0))).isSameAs(share);
        handle.close();
        assertThatThrownBy(() -> given.get(0).flush()).isInstanceOf(ShareEndedException.class);
    }

    @Test
    void aMutatorHasWhatItsHolderAskedFor() throws Exception {
        byte[] value = {1};
        handle.getBufferedMutator(new BufferedMutatorParams(NAME)
                .writeBufferSize(5)
                .maxKeyValueSize(6)
                .rpcTimeout(7)
                .operationTimeout(8)
                .setRequestAttribute("a", value));
        BufferedMutatorParams passed =
                (BufferedMutatorParams) fakes.hbase.argumentsOf("Connection.getBufferedMutator")[0];
        assertThat(passed.getWriteBufferSize()).isEqualTo(5);
        assertThat(passed.getMaxKeyValueSize()).isEqualTo(6);
        assertThat(passed.getRpcTimeout()).isEqualTo(7);
        assertThat(passed.getOperationTimeout()).isEqualTo(8);
        assertThat(passed.getRequestAttributes()).containsEntry("a", value).hasSize(1);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theChannelOfAStubIsAView() throws Exception {
        List<RpcChannel> given = new ArrayList<>();
        table().coprocessorService(
                        (RpcChannel channel) -> {
                            given.add(channel);
                            return "stub";
                        },
                        (stub, controller, done) -> {},
                        new byte[0]);
        Function<Object, Object> maker =
                (Function<Object, Object>) fakes.hbase.argumentsOf("AsyncTable.coprocessorService")[0];
        assertThat(maker.apply(fakes.hbase.fake(RpcChannel.class))).isEqualTo("stub");

        handle.close();
        assertThatThrownBy(() -> given.get(0).callMethod(null, null, null, null, null))
                .isInstanceOf(LeaseEndedException.class);
    }

    @Test
    void aScanEndsWithTheShareOnceAndIsToldToStop() throws Exception {
        AdvancedScanResultConsumer passed = scan();
        passed.onNext(new Result[1], fakes.hbase.fake(ScanController.class));
        assertThat(heard).containsExactly("next");

        handle.close();
        assertThat(errors).singleElement().isInstanceOf(ShareEndedException.class);
        passed.onNext(new Result[1], fakes.hbase.fake(ScanController.class));
        passed.onComplete();
        passed.onError(new IllegalStateException());
        assertThat(heard).containsExactly("next");
        assertThat(errors).hasSize(1);
        assertThat(fakes.hbase.calls()).contains("ScanController.terminate");
    }

    @Test
    void aScanThatIsSuspendedIsResumedToBeToldToStop() throws Exception {
        List<ScanResumer> resumers = new ArrayList<>();
        AdvancedScanResultConsumer passed = scan(controller -> resumers.add(controller.suspend()));
        passed.onNext(new Result[1], fakes.hbase.fake(ScanController.class));

        handle.close();
        assertThat(fakes.hbase.calls()).contains("ScanResumer.resume");
        assertThatThrownBy(() -> resumers.get(0).resume()).isInstanceOf(LeaseEndedException.class);
    }

    @Test
    void aScanThatIsSuspendedIsResumedThoughItsConsumerThrows() throws Exception {
        AdvancedScanResultConsumer passed = scan(ScanController::suspend);
        passed.onNext(new Result[1], fakes.hbase.fake(ScanController.class));
        thrownOnError = new IllegalStateException("the consumer's");
        handle.close();
        assertThat(errors).singleElement().isInstanceOf(ShareEndedException.class);
        assertThat(fakes.hbase.calls()).contains("ScanResumer.resume");
    }

    @Test
    void aScanThatIsSuspendedWhileItsShareIsRevokedIsResumed() throws Exception {
        fakes.hbase.script("ScanController.suspend", () -> {
            fakes.connections.retire(
                    fakes.opened.get(0), Retirement.revokeAfter(Duration.ZERO), new IOException("moved"));
            Await.until("the scan has heard of it", () -> !errors.isEmpty());
            return fakes.hbase.fake(ScanResumer.class);
        });
        AdvancedScanResultConsumer passed = scan(ScanController::suspend);
        passed.onNext(new Result[1], fakes.hbase.fake(ScanController.class));
        assertThat(fakes.hbase.calls()).contains("ScanResumer.resume");
    }

    @Test
    void aScanThatNeverBeganHearsNothingOfTheEnd() {
        fakes.hbase.script("AsyncTable.scan", () -> {
            throw new RejectedExecutionException("the executor was shut down");
        });
        assertThatThrownBy(() -> scan()).isInstanceOf(RejectedExecutionException.class);
        share.close();
        assertThat(errors).isEmpty();
    }

    @Test
    void aScanThatIsOverHearsNothingOfTheEnd() throws Exception {
        AdvancedScanResultConsumer passed = scan();
        passed.onComplete();
        handle.close();
        assertThat(heard).containsExactly("complete");
        assertThat(errors).isEmpty();
    }

    @Test
    void aSimpleConsumerIsToldAsWell() throws Exception {
        AsyncConnection async = (AsyncConnection) share.views().out(fakes.hbase.fake(AsyncConnection.class));
        AsyncTable<ScanResultConsumer> table = async.getTable(NAME, ForkJoinPool.commonPool());
        table.scan(new Scan(), new ScanResultConsumer() {
            @Override
            public boolean onNext(Result result) {
                return heard.add("next");
            }

            @Override
            public void onError(Throwable error) {
                errors.add(error);
            }

            @Override
            public void onComplete() {
                heard.add("complete");
            }
        });
        ScanResultConsumer passed = (ScanResultConsumer) fakes.hbase.argumentsOf("AsyncTable.scan")[1];
        assertThat(passed.onNext(Result.EMPTY_RESULT)).isTrue();
        handle.close();
        assertThat(passed.onNext(Result.EMPTY_RESULT)).isFalse();
        assertThat(errors).singleElement().isInstanceOf(ShareEndedException.class);
    }

    private AdvancedScanResultConsumer scan() throws Exception {
        return scan(controller -> {});
    }

    private AdvancedScanResultConsumer scan(Consumer<ScanController> onNext) throws Exception {
        table().scan(new Scan(), new AdvancedScanResultConsumer() {
            @Override
            public void onNext(Result[] results, ScanController controller) {
                heard.add("next");
                onNext.accept(controller);
            }

            @Override
            public void onError(Throwable error) {
                errors.add(error);
                if (thrownOnError != null) {
                    throw thrownOnError;
                }
            }

            @Override
            public void onComplete() {
                heard.add("complete");
            }
        });
        return (AdvancedScanResultConsumer) fakes.hbase.argumentsOf("AsyncTable.scan")[1];
    }

    private AsyncTable<AdvancedScanResultConsumer> table() throws Exception {
        AsyncConnection async = (AsyncConnection) share.views().out(fakes.hbase.fake(AsyncConnection.class));
        return async.getTable(NAME);
    }
}

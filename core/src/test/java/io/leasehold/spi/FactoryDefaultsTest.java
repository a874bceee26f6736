package io.leasehold.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Endpoint;
import io.leasehold.Pool;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds of a factory that says no more than it must. */
class FactoryDefaultsTest {

    private final SimpleResourceFactory<Object> plain = Object::new;
    private final SimpleGroupFactory<String, Object> keyed = key -> new Object();
    private final SimpleSharedFactory<String, Object> shared = key -> new Object();
    private final Least handles = new Least();
    private final LeastShared shares = new LeastShared();
    private final IOException torn = new IOException("torn");

    @Test
    void whatIsOpenPassesItsCheck() throws Exception {
        assertThat(plain.check("resource", Duration.ZERO)).isTrue();
        assertThat(keyed.check("resource", Duration.ZERO)).isTrue();
        assertThat(shared.check("resource", Duration.ZERO)).isTrue();
    }

    @Test
    void whatCanBeClosedIsClosedAndAnAbortIsAClose() throws Exception {
        int[] closes = {0};
        AutoCloseable resource = () -> closes[0]++;
        plain.close(resource);
        assertThat(closes[0]).isEqualTo(1);
        plain.abort(resource);
        assertThat(closes[0]).isEqualTo(2);
        keyed.close(resource);
        assertThat(closes[0]).isEqualTo(3);
        keyed.abort(resource);
        assertThat(closes[0]).isEqualTo(4);
        shared.close(resource);
        assertThat(closes[0]).isEqualTo(5);
        shared.abort(resource);
        assertThat(closes[0]).isEqualTo(6);
    }

    @Test
    void whatCannotBeClosedIsLetGo() throws Exception {
        plain.close("resource");
        keyed.close("resource");
        shared.close("resource");
    }

    @Test
    void anErrorIsToldInItsOwnWords() {
        assertThat(plain.textOf(torn)).isEqualTo("java.io.IOException: torn");
        assertThat(keyed.textOf(torn)).isEqualTo("java.io.IOException: torn");
        assertThat(shared.textOfError(torn)).isEqualTo("java.io.IOException: torn");
        assertThat(handles.textOf(torn)).isEqualTo("java.io.IOException: torn");
        assertThat(shares.textOfError(torn)).isEqualTo("java.io.IOException: torn");
    }

    @Test
    void whatAFailedOpenMeansIsReadFromItsCauses() {
        IOException unanswered = new IOException("no connection", new ConnectException("refused"));
        assertThat(plain.refusal(unanswered)).isEqualTo(OpenRefusal.UNREACHABLE);
        assertThat(keyed.refusal(unanswered)).isEqualTo(OpenRefusal.UNREACHABLE);
        assertThat(handles.refusal(unanswered)).isEqualTo(OpenRefusal.UNREACHABLE);
    }

    @Test
    void aKeyIsTheAddressAndIsToldAsItIs() {
        GroupResourceFactory<String, Object, LeaseHandle<Object>> grouped = key -> handles;
        assertThat(keyed.endpointOf("db1")).isEqualTo(Endpoint.of("db1"));
        assertThat(grouped.endpointOf("db1")).isEqualTo(Endpoint.of("db1"));
        assertThat(shares.textOf("db1")).isEqualTo("db1");
    }

    @Test
    void aResourceIsCalledByItsClassAndWhatIsYetToOpenByTheFactorys() {
        assertThat(handles.nameOf("resource")).isEqualTo("java.lang.String");
        assertThat(handles.nameOf(null)).isEqualTo(Least.class.getName());
        assertThat(shares.nameOf("resource")).isEqualTo("java.lang.String");
        assertThat(shares.nameOf(null)).isEqualTo(LeastShared.class.getName());
    }

    @Test
    void opensAreInNobodysName() {
        assertThat(plain.callerContext()).isNull();
        assertThat(keyed.callerContext("db1")).isNull();
        assertThat(shared.callerContext("db1")).isNull();
        assertThat(handles.callerContext()).isNull();
        assertThat(shares.callerContext("db1")).isNull();
    }

    @Test
    void anAbortNeedsNoHandle() throws Exception {
        handles.abort("resource", null);
        assertThat(handles.aborted).containsExactly("resource");
    }

    @Test
    void whatWasUsedAMomentAgoIsLentUnchecked() {
        assertThat(handles.checksEachAcquire()).isFalse();
    }

    @Test
    void aRunnerIsTakenForOneThatRunsByItself() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        TaskRunner runner = TaskRunner.shared();
        assertThat(runner.runsByItself()).isTrue();
        runner.execute(ran::countDown);
        assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anAdaptersPoolIsOpenOnceItIsThere() {
        try (HandlePool<Object, LeaseHandle<Object>> pool =
                HandlePool.open(Pool.of(plain).name("least").config(), handles, null, null, null)) {
            assertThat(pool.name()).isEqualTo("least");
        }
    }

    /** An adapter's factory that lends nothing here. */
    private static final class Least implements ResourceFactory<Object, LeaseHandle<Object>> {

        final List<Object> aborted = new ArrayList<>();

        @Override
        public Object open() {
            return new Object();
        }

        @Override
        public LeaseHandle<Object> lend(Object resource, Grant<Object> grant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean check(Object resource, Duration timeout) {
            return true;
        }

        @Override
        public void reset(Object resource, LeaseHandle<Object> handle) {}

        @Override
        public void close(Object resource) {}

        @Override
        public void abort(Object resource) {
            aborted.add(resource);
        }
    }

    /** The same for a shared pool. */
    private static final class LeastShared implements SharedResourceFactory<String, Object, ShareHandle<Object>> {

        @Override
        public Object open(String key) {
            return new Object();
        }

        @Override
        public ShareHandle<Object> share(Object resource, Grant<Object> grant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean check(Object resource, Duration timeout) {
            return true;
        }

        @Override
        public void close(Object resource) {}

        @Override
        public void abort(Object resource) {}
    }
}

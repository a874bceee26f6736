package io.leasehold.thrift.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.junit.jupiter.api.Test;

/** What a connection left open on its server is looked after once, whoever finds out that it broke. */
class LeftoversTest {
    private static final int ROUNDS = 300;
    private static final int CHILDREN = 100;

    private final ServerChildCounts counts = new ServerChildCounts();
    private final Leftovers leftovers = new Leftovers("tests", false, counts);

    @Test
    void ofTwoWhoFindAConnectionBrokenOneLooksAfterWhatItLeft() throws Exception {
        ThriftConnection older = connection(1);
        leftovers.opened(older);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (int i = 1; i <= ROUNDS; i++) {
                ThriftConnection broken = connection(2);
                leftovers.opened(broken);
                for (int child = 0; child < CHILDREN; child++) {
                    broken.children().add(new Child());
                }
                AtomicInteger ready = new AtomicInteger();
                Future<?> reader = other.submit(() -> {
                    meet(ready);
                    leftovers.broke(broken);
                });
                meet(ready);
                leftovers.closed(broken);
                reader.get();
                leftovers.endThrough(older);
                assertThat(counts.endedLate()).isEqualTo((long) i * CHILDREN);
            }
        } finally {
            other.shutdownNow();
        }
        assertThat(counts.left()).isZero();
    }

    private static void meet(AtomicInteger ready) {
        ready.incrementAndGet();
        while (ready.get() < 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsOpenedOnAConnectionThatWasClosedIsLookedAfterAsWell() throws Exception {
        ThriftConnection connection = connection(2);
        leftovers.opened(connection);
        leftovers.closed(connection);
        connection.children().add(new Child());
        leftovers.childOpened(connection);
        assertThat(counts.left()).isOne();
    }

    @Test
    void whatIsOpenedOnAConnectionThatIsOpenIsItsOwn() throws Exception {
        ThriftConnection connection = connection(2);
        leftovers.opened(connection);
        connection.children().add(new Child());
        leftovers.childOpened(connection);
        assertThat(counts.left()).isZero();
        assertThat(connection.children()).hasSize(1);
    }

    private static ThriftConnection connection(long serial) throws Exception {
        SocketTransport socket =
                new SocketTransport(new SilentSocket(), new SilentSocket(), "nobody", 1_000, new TConfiguration());
        return new ThriftConnection(socket, socket, new TBinaryProtocol.Factory(), serial);
    }

    /** Of a connection that is younger than the first. */
    private static final class Child extends ServerChild {

        Child() {
            super(1);
        }

        @Override
        protected void end(TProtocol protocol) {}

        @Override
        public String toString() {
            return "a child";
        }
    }

    private static final class SilentSocket extends Socket {

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void setSoTimeout(int millis) {}
    }
}

package io.leasehold.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** A socket whose input is read ahead is read by Jetty as if it were not. */
class ClientEndPointTest {

    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final CountDownLatch firstIsServed = new CountDownLatch(1);
    private final CountDownLatch secondIsSent = new CountDownLatch(1);
    private final AtomicInteger served = new AtomicInteger();

    /** Reads ahead what is sent behind the first request, and then asks to be told when there is something to read. */
    private final class Late extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (served.incrementAndGet() > 1) {
                callback.succeeded();
                return true;
            }
            new Thread(() -> end(request, callback), "late").start();
            firstIsServed.countDown();
            return true;
        }

        private void end(Request request, Callback callback) {
            ClientEndPoint point = ClientEndPoint.below(
                    request.getConnectionMetaData().getConnection().getEndPoint());
            CompletableFuture<Void> told = new CompletableFuture<>();
            try {
                secondIsSent.await();
                assertThat(point.probe()).isTrue();
                point.fillInterested(Callback.from(() -> told.complete(null), told::completeExceptionally));
                told.get(60, TimeUnit.SECONDS);
                callback.succeeded();
            } catch (Exception | AssertionError e) {
                callback.failed(e);
            }
        }
    }

    @Test
    void whoAsksToBeToldIsToldOfWhatWasReadAhead() throws Exception {
        try (HttpListener listener = new HttpListener(
                "test", "127.0.0.1", 0, Optional.empty(), 10, new Late(), (request, response, callback) -> false)) {
            listener.start();
            try (RawHttp http = new RawHttp(WireClient.connect(listener.port()))) {
                http.write(REQUEST);
                firstIsServed.await();
                http.write(REQUEST);
                secondIsSent.countDown();
                assertThat(http.receive().status()).isEqualTo(200);
                assertThat(http.receive().status()).isEqualTo(200);
            }
        }
        assertThat(served).hasValue(2);
    }
}

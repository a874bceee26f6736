package io.leasehold.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.session.SessionRegistry;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import io.leasehold.testkit.ManualTicker;
import io.leasehold.testkit.StepRunner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import jdk.net.ExtendedSocketOptions;

/** Listeners on loopback in front of a fake service and a real registry. For the thread of one test. */
final class WireStage implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int A_SECONDS_LOOKS = 200;

    final SessionRegistry registry = SessionRegistry.named("wire").build();
    final FakeService service = new FakeService();
    final FakeLogins logins = new FakeLogins();

    /** For servers that go by stepped time. */
    final ManualTicker ticker = new ManualTicker();

    final StepRunner runner = new StepRunner(ticker);

    /** What sockets have sent and not seen acknowledged, where a test says so. */
    volatile Map<InetSocketAddress, Long> queues = Map.of();

    private final Deque<AutoCloseable> closing = new ArrayDeque<>();

    BinaryServer binary() throws IOException {
        return binary(settings -> settings);
    }

    BinaryServer binary(UnaryOperator<ListenerSettings> change) throws IOException {
        return started(new BinaryServer(settings(change), registry, logins, service));
    }

    BinaryServer stepped(UnaryOperator<ListenerSettings> change) throws IOException {
        return started(
                new BinaryServer(settings(change), registry, logins, service, ticker, runner, localPort -> queues));
    }

    BinaryServer withQueuesOf(SendQueues real) throws IOException {
        return started(new BinaryServer(settings(change -> change), registry, logins, service, ticker, runner, real));
    }

    private static BinarySettings settings(UnaryOperator<ListenerSettings> change) {
        return BinarySettings.of(change.apply(ListenerSettings.onLoopback(0)));
    }

    private BinaryServer started(BinaryServer server) throws IOException {
        closing.push(server);
        server.start();
        return server;
    }

    HttpServer http(UnaryOperator<ListenerSettings> change) throws IOException {
        return http(change, Ticker.system(), TaskRunner.shared());
    }

    HttpServer steppedHttp(UnaryOperator<ListenerSettings> change) throws IOException {
        return http(change, ticker, runner);
    }

    private HttpServer http(UnaryOperator<ListenerSettings> change, Ticker time, TaskRunner work) throws IOException {
        HttpSettings settings = HttpSettings.of(change.apply(ListenerSettings.onLoopback(0)));
        HttpServer server = new HttpServer(settings, registry, logins, service, time, work);
        closing.push(server);
        server.start();
        return server;
    }

    <T extends AutoCloseable> T closing(T what) {
        closing.push(what);
        return what;
    }

    int connections() {
        return registry.snapshot().connections().size();
    }

    int sessions() {
        return registry.snapshot().sessions().size();
    }

    static void eventually(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    /** The promise about clients that are gone. A look that comes late counts as one in time: the machine is late, not the server. */
    static void withinASecond(String what, Callable<Boolean> condition) {
        AtomicInteger looks = new AtomicInteger();
        await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .failFast("not within a second: " + what, () -> looks.get() > A_SECONDS_LOOKS)
                .until(() -> {
                    looks.incrementAndGet();
                    return condition.call();
                });
    }

    /** How a socket's options are read. */
    interface Options {
        <T> T get(SocketOption<T> option) throws IOException;
    }

    static void keepsAliveAsTheRulesSay(Options options) throws IOException {
        assertThat(options.get(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        assertThat(options.get(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(30);
        assertThat(options.get(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(10);
        assertThat(options.get(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(3);
    }

    /** Threads that serve connections, on whatever JDK they can be seen. */
    static List<String> connectionThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("leasehold-connection-") || name.startsWith("leasehold-accept-"))
                .toList();
    }

    @Override
    public void close() throws Exception {
        while (!closing.isEmpty()) {
            closing.pop().close();
        }
        registry.close();
    }
}

package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CannotOpenException;
import io.leasehold.Endpoint;
import io.leasehold.PoolFullException;
import io.leasehold.PoolGroup;
import io.leasehold.PoolGroupBuilder;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.SimpleGroupFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A group whose time stands still and whose work waits until the test runs it; its upkeep is not run. A key {@code alice@db1/orders}
 * is the identity alice on the address db1, of the service orders. For the thread of one test.
 */
final class HeldGroup {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    final MeddlingTicker ticker = new MeddlingTicker();
    final HeldRunner runner = new HeldRunner();
    final PoolSurroundings around = new PoolSurroundings(ticker, runner, null, null);
    final EngineGroup<String, String, ResourceLease<String>> group;

    /** What opens on a key fail with; on others they succeed. */
    final Map<String, OpenRefusal> failing = new HashMap<>();

    /** Happens once, when the factory is asked next where a key leads. */
    @Nullable Runnable atNextQuestion;

    /** How often the factory was asked where a key leads. */
    int questions;

    /** What was opened and closed, a resource named by its key and its number there, as in {@code a#1}. */
    final List<String> opened = new ArrayList<>();

    final List<String> closed = new ArrayList<>();

    HeldGroup(UnaryOperator<PoolGroupBuilder<String, String>> change) {
        Driver driver = new Driver();
        group = new EngineGroup<>(
                change.apply(PoolGroup.of(driver)
                                .name("held")
                                .acquireTimeout(Duration.ZERO)
                                .aliveBypass(Duration.ofHours(1))
                                .siteSampling(0))
                        .config(),
                new KeyedFactory<>(driver),
                around);
        group.start();
    }

    HeldGroup(int maximum, int perEndpoint) {
        this(settings -> settings.maximumSize(maximum).maximumPerEndpoint(perEndpoint));
    }

    private static Endpoint endpointOf(String key) {
        String[] identityAndPlace = key.split("@", 2);
        String[] addressAndService = identityAndPlace[identityAndPlace.length - 1].split("/", 2);
        return new Endpoint(
                addressAndService[0],
                identityAndPlace.length > 1 ? identityAndPlace[0] : null,
                addressAndService.length > 1 ? addressAndService[1] : null);
    }

    /** The key's endpoint, which is known by an acquire though that is refused for its timeout; nothing is opened. */
    EndpointRoom<String, ResourceLease<String>> endpoint(String key) {
        assertThatThrownBy(() -> group.acquire(key, -1)).isInstanceOf(IllegalArgumentException.class);
        return group.members().stream()
                .filter(member -> member.endpoint.equals(endpointOf(key)))
                .findFirst()
                .orElseThrow();
    }

    EnginePool<String, ResourceLease<String>> pool(String key) {
        return endpoint(key).pool();
    }

    /** A lease of what is idle there, or was opened for it. */
    ResourceLease<String> lease(String key) {
        try {
            return group.acquire(key, 0);
        } catch (CannotOpenException | PoolFullException opening) {
            runner.runAll();
            return group.acquire(key, 0);
        }
    }

    /** Opens one on each key, and leaves it idle. */
    void idle(String... keys) {
        for (String key : keys) {
            lease(key).close();
        }
    }

    /** One more stands in the endpoint's line. */
    Waiter waiter(String key) {
        Waiter waiter = new Waiter(Thread.currentThread(), ticker.now);
        assertThat(pool(key).line.join(waiter, Integer.MAX_VALUE)).isTrue();
        return waiter;
    }

    /** One more stands in the endpoint's line, and has had opened for it what may be. */
    Waiter arrives(String key) {
        Waiter waiter = waiter(key);
        pool(key).supply.refill(0, waiter);
        return waiter;
    }

    void leaves(String key, Waiter waiter) {
        pool(key).line.remove(waiter);
        endpoint(key).waiterLeft();
    }

    /** What an open throws that fails. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final OpenRefusal meaning;

        Refused(OpenRefusal meaning) {
            super("refused: " + meaning);
            this.meaning = meaning;
        }
    }

    private final class Driver implements SimpleGroupFactory<String, String> {

        private final Map<String, Integer> numbers = new HashMap<>();

        @Override
        public Endpoint endpointOf(String key) {
            questions++;
            Runnable act = atNextQuestion;
            atNextQuestion = null;
            if (act != null) {
                act.run();
            }
            return HeldGroup.endpointOf(key);
        }

        @Override
        public String open(String key) throws IOException {
            OpenRefusal refusal = failing.get(key);
            if (refusal != null) {
                throw new Refused(refusal);
            }
            String resource = key + "#" + numbers.merge(key, 1, Integer::sum);
            opened.add(resource);
            return resource;
        }

        @Override
        public void close(String resource) {
            closed.add(resource);
        }

        @Override
        public OpenRefusal refusal(Throwable failure) {
            return failure instanceof Refused refused ? refused.meaning : OpenRefusal.of(failure);
        }
    }
}

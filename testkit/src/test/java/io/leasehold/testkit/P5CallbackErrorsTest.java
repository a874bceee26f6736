package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.PoolFullException;
import io.leasehold.PoolListener;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.SimpleResourceFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a listener or a factory throws, whatever it is, costs no place. */
class P5CallbackErrorsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void aListenerThatThrowsCostsNoPlace() {
        costsNoPlace(new Throwing(AssertionError::new));
    }

    @Test
    void aListenerWhoseErrorCannotBeLoggedCostsNoPlace() {
        costsNoPlace(new Throwing(Stage::unloggable));
    }

    private void costsNoPlace(PoolListener listener) {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(2).listener(listener));
        for (int round = 0; round < 3; round++) {
            Lease<ScriptedResource> returned = stage.acquire(pool);
            Lease<ScriptedResource> retired = stage.acquire(pool);
            assertThatThrownBy(() -> pool.acquire(Duration.ZERO)).isInstanceOf(PoolFullException.class);
            returned.close();
            retired.retire(new IOException("broken"));
            stage.runner.settle();
        }
        assertThat(pool.snapshot().leased()).isZero();
    }

    private static final class Throwing implements PoolListener {

        private final Supplier<AssertionError> errors;

        Throwing(Supplier<AssertionError> errors) {
            this.errors = errors;
        }

        @Override
        public void acquired(PoolEvent event) {
            throw errors.get();
        }

        @Override
        public void returned(PoolEvent event) {
            throw errors.get();
        }

        @Override
        public void retired(PoolEvent event) {
            throw errors.get();
        }

        @Override
        public void opened(PoolEvent event) {
            throw errors.get();
        }

        @Override
        public void timedOut(PoolEvent event) {
            throw errors.get();
        }
    }

    @Test
    void anErrorOutOfAnyCallbackCostsNoPlace() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).aliveBypass(Duration.ofMillis(500)));
        for (Throwable failure : List.of(new StackOverflowError(), new OutOfMemoryError("test"), new Unreadable())) {
            stage.factory.opens().fail(failure);
            stage.factory.checks().fail(failure);
            stage.factory.closes().fail(failure);
            stage.factory.aborts().fail(failure);
            passUntilDone(Stage.start(() -> pool.acquire().giveBack()));
            stage.ticker.advance(Duration.ofSeconds(1));
            passUntilDone(Stage.start(() -> pool.acquire().giveBack()));
            stage.handles.lends().fail(failure);
            assertThatThrownBy(() -> pool.acquire(0)).isSameAs(failure);
            stage.runner.settle();
            ScriptedHandle handle = stage.acquire(pool);
            handle.change();
            stage.factory.resets().fail(failure);
            handle.close();
            stage.runner.settle();
            ScriptedHandle broken = stage.acquire(pool);
            broken.retire(failure);
            stage.runner.settle();
            assertThat(pool.snapshot().total()).isZero();
        }
    }

    private void passUntilDone(Doing<?> doing) {
        Stage.await("it is done", () -> {
            stage.runner.pass(Duration.ofMillis(20));
            return doing.isDone();
        });
    }

    /** Its message cannot be read. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("unreadable");
        }
    }

    @Test
    void aFactoryThatCannotSayWhatAFailureMeansCostsNoPlace() throws Exception {
        ScriptedFactory factory = stage.factory;
        SimpleResourceFactory<ScriptedResource> mute = new SimpleResourceFactory<>() {
            @Override
            public ScriptedResource open() throws Exception {
                return factory.open();
            }

            @Override
            public OpenRefusal refusal(Throwable failure) {
                throw new IllegalStateException("what is this?");
            }
        };
        factory.opens().fail(new IOException("refused"));
        try (LogLines log = new LogLines();
                Pool<ScriptedResource> pool = Pool.of(mute)
                        .maximumSize(1)
                        .ticker(stage.ticker)
                        .runner(stage.runner)
                        .build()) {
            Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
            passUntilDone(waiter);
            assertThat(waiter.get().resource().id()).isOne();
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("the factory could not say what a failed open means")
                            .contains("what is this?"));
        }
    }
}

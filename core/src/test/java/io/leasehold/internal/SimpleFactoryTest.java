package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.CallerContext;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.SimpleResourceFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a plain factory says is what the engine hears, and what the engine wants done is done by it. */
class SimpleFactoryTest {

    private final Told told = new Told();
    private final SimpleFactory<String> factory = new SimpleFactory<>(told);
    private final IOException why = new IOException("torn");

    @Test
    void itOpensWhatItLends() throws Exception {
        assertThat(factory.open()).isEqualTo("opened");
        Place<String> place = new Place<>(null, "resource", 1, PlaceWord.LEASED);
        assertThat(factory.lend("resource", place)).isNotNull();
    }

    @Test
    void whatIsToBeDoneIsDoneToThisResource() throws Exception {
        factory.reset("a", factory.lend("a", new Place<>(null, "a", 1, PlaceWord.LEASED)));
        factory.close("b");
        factory.abort("c");
        assertThat(told.done).containsExactly("reset a", "close b", "abort c");
    }

    @Test
    void aCheckHasTheTimeThatTheEngineGivesIt() throws Exception {
        assertThat(factory.check("alive", Duration.ofSeconds(3))).isTrue();
        assertThat(factory.check("dead", Duration.ofSeconds(4))).isFalse();
        assertThat(told.done).containsExactly("check alive PT3S", "check dead PT4S");
    }

    @Test
    void whatAFailureMeansAndHowItIsToldIsForTheFactoryToSay() {
        assertThat(factory.refusal(why)).isEqualTo(OpenRefusal.LOGIN_REFUSED);
        assertThat(factory.textOf(why)).isEqualTo("it is torn");
    }

    @Test
    void opensAreInTheNameOfWhomTheFactoryNames() {
        assertThat(factory.callerContext()).isSameAs(told.caller);
    }

    @Test
    void whatHangsIsCalledByItsClassAndAnOpenByThatOfWhatTheUserGave() {
        assertThat(factory.nameOf("resource")).isEqualTo("java.lang.String");
        assertThat(factory.nameOf(null)).isEqualTo(Told.class.getName());
        assertThat(new SimpleFactory<>(told, List.of()).nameOf(null))
                .isEqualTo(List.of().getClass().getName());
    }

    private static final class Told implements SimpleResourceFactory<String> {

        final List<String> done = new ArrayList<>();
        final CallerContext caller = new CallerContext() {
            @Override
            public <T> T call(Callable<T> task) throws Exception {
                return task.call();
            }
        };

        @Override
        public String open() {
            return "opened";
        }

        @Override
        public boolean check(String resource, Duration timeout) {
            done.add("check " + resource + " " + timeout);
            return resource.equals("alive");
        }

        @Override
        public void reset(String resource) {
            done.add("reset " + resource);
        }

        @Override
        public void close(String resource) {
            done.add("close " + resource);
        }

        @Override
        public void abort(String resource) {
            done.add("abort " + resource);
        }

        @Override
        public CallerContext callerContext() {
            return caller;
        }

        @Override
        public OpenRefusal refusal(Throwable failure) {
            return OpenRefusal.LOGIN_REFUSED;
        }

        @Override
        public String textOf(Throwable error) {
            return "it is " + error.getMessage();
        }
    }
}

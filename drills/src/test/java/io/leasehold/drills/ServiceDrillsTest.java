package io.leasehold.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The incidents that bring their own services: Leasehold survives each, what people write by hand survives none. */
class ServiceDrillsTest {

    static List<ServiceDrill<?>> drills() {
        return Drills.onServices();
    }

    @ParameterizedTest
    @MethodSource("drills")
    void everyIncidentIsSurvived(ServiceDrill<?> drill) throws InterruptedException {
        DrillAssert.assertVerdict(onLeasehold(drill), Verdict.PASS);
    }

    @ParameterizedTest
    @MethodSource("drills")
    void whatIsWrittenByHandFailsEachOfThem(ServiceDrill<?> drill) throws InterruptedException {
        List<Outcome> outcomes = onAll(drill);
        assertThat(outcomes).hasSizeGreaterThan(1);
        for (Outcome outcome : outcomes.subList(1, outcomes.size())) {
            DrillAssert.assertVerdict(outcome, Verdict.FAIL);
            assertThat(outcome.error()).as(DrillAssert.text(outcome)).isNull();
            assertThat(outcome.failures()).as(DrillAssert.text(outcome)).hasSizeGreaterThan(1);
        }
    }

    @ParameterizedTest
    @MethodSource("drills")
    void nothingIsLeftBehind(ServiceDrill<?> drill) throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        onLeasehold(drill);
        assertThat(Await.until(Duration.ofSeconds(5), () -> ofDrills(before).isEmpty()))
                .as("threads left: %s", ofDrills(before))
                .isPresent();
    }

    /** Services, proxies and the drill's own: each has a thread as long as it has a socket. */
    private static Set<String> ofDrills(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("drill-") || name.startsWith("fault-proxy"))
                .collect(Collectors.toSet());
    }

    private static Outcome onLeasehold(ServiceDrill<?> drill) throws InterruptedException {
        return run(drill.bout(false)).get(0);
    }

    private static List<Outcome> onAll(ServiceDrill<?> drill) throws InterruptedException {
        return run(drill.bout(true));
    }

    private static List<Outcome> run(Bout<?> bout) throws InterruptedException {
        return new DrillSuite().run(List.of(bout), new Silence()).get(0);
    }

    private static final class Silence implements DrillSuite.Progress {
        @Override
        public void begins(Drill<?> drill, String contestant, int number, int count) {}

        @Override
        public void ended(List<Outcome> outcomes) {}
    }
}

package example;

import static org.assertj.core.api.Assertions.assertThat;

import example.adapter.Adapter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of an acquire through an adapter that frame is told which called it, and not the adapter's own. */
class AdapterSitesTest {

    private final Adapter adapter = new Adapter();

    private List<StackTraceElement> acquireForTheReport() {
        return adapter.acquire();
    }

    private List<StackTraceElement> acquireBelow(int calls) {
        return calls == 0 ? acquireForTheReport() : acquireBelow(calls - 1);
    }

    @Test
    void theFramesOfAnAdapterAreLeftOutThoughItsFactoryIsInternal() {
        assertThat(acquireForTheReport())
                .first()
                .extracting(StackTraceElement::getMethodName)
                .isEqualTo("acquireForTheReport");
    }

    @Test
    void ofADeepStackTheTwentyFourInnermostFramesAreTold() {
        assertThat(acquireBelow(40))
                .hasSize(24)
                .first()
                .extracting(StackTraceElement::getMethodName)
                .isEqualTo("acquireForTheReport");
    }
}

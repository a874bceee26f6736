package io.leasehold.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HBaseSettingsTest {

    @Test
    void allThatIsWrongIsToldAtOnce() {
        HBaseConnectionsBuilder wrong = HBaseConnections.builder()
                .maximumResources(0)
                .grace(Duration.ofSeconds(-1))
                .openTimeout(Duration.ofSeconds(2))
                .proofTimeout(Duration.ofSeconds(2));

        InvalidConfigException refused = catchThrowableOfType(InvalidConfigException.class, wrong::build);

        assertThat(refused.violations())
                .extracting(Violation::setting)
                .containsExactlyInAnyOrder("maximumResources", "grace", "proofTimeout");
        assertThat(refused)
                .hasMessageContaining("HBase connections 'hbase'")
                .hasMessageContaining("proofTimeout = 2 s: must be 100 ms to less than openTimeout (2 s)");
    }

    @Test
    void aProofMustBeGivenAndNotTooShort() {
        assertThat(catchThrowableOfType(
                                InvalidConfigException.class,
                                () -> HBaseConnections.builder()
                                        .proofTimeout(null)
                                        .build())
                        .violations())
                .extracting(Violation::toString)
                .containsExactly("proofTimeout = null: must be given");
        assertThat(catchThrowableOfType(
                                InvalidConfigException.class,
                                () -> HBaseConnections.builder()
                                        .proofTimeout(Duration.ofMillis(99))
                                        .build())
                        .violations())
                .extracting(Violation::setting)
                .containsExactly("proofTimeout");
    }
}

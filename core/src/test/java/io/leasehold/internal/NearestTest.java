package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "user, username",
        "pasword, password",
        "pool_size, poolSize",
        "POOLSIZE, poolSize",
        "max-pool-size, poolSize",
        "pass, password"
    })
    void theNameThatWasMeantIsFound(String written, String meant) {
        assertThat(Nearest.of(written, List.of("url", "username", "password", "poolSize", "schema")))
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"cat, cow, cut", "nuumbeer, id, number"})
    void itIsTheOneWithTheFewestLettersChangedMissingOrTooMany(String written, String farther, String meant) {
        assertThat(Nearest.of(written, List.of(farther, meant))).contains(meant);
        assertThat(Nearest.of(written, List.of(meant, farther))).contains(meant);
    }

    @Test
    void ofNamesThatAreEquallyNearItIsTheFirst() {
        assertThat(Nearest.of("maximum", List.of("maximumSize", "maximumIdle"))).contains("maximumSize");
    }

    @Test
    void amongNoneThereIsNone() {
        assertThat(Nearest.of("x", List.of())).isEmpty();
    }
}

package io.leasehold.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseArgumentsTest {

    @Test
    void thePropertyNamesKindsAndElseThereAreAll() {
        assertThat(DatabaseArguments.chosen("h2, POSTGRESQL"))
                .containsExactlyInAnyOrder(DatabaseKind.H2, DatabaseKind.POSTGRESQL);
        assertThat(DatabaseArguments.chosen(" ")).containsExactlyInAnyOrder(DatabaseKind.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSTGRES", "H2,oracle", "H2,", ","})
    void whatIsNoKindIsRefused(String choice) {
        assertThatThrownBy(() -> DatabaseArguments.chosen(choice))
                .isInstanceOf(TestbedException.class)
                .hasMessageContainingAll("-Dleasehold.databases", "POSTGRESQL");
    }

    @OnEveryDatabase(only = DatabaseKind.H2, except = DatabaseKind.H2)
    void whereNoKindIsLeftNothingRunsAndNothingFails(TestDatabase none) {
        throw new AssertionError("ran on " + none);
    }
}

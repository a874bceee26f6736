package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a supplier of credentials may answer. */
class CredentialsTest {

    static Stream<Arguments> noCredentials() {
        return Stream.of(
                Arguments.of((CredentialsSupplier) () -> null, "null"),
                Arguments.of((CredentialsSupplier) () -> Credentials.of("", null), "empty credentials"),
                Arguments.of((CredentialsSupplier) () -> Credentials.of(" ", ""), "empty credentials"));
    }

    @ParameterizedTest
    @MethodSource("noCredentials")
    void anAnswerWithoutCredentialsIsNamedInCannotOpen(CredentialsSupplier supplier, String answer) {
        LeaseholdDataSourceBuilder builder = LeaseholdDataSource.builder()
                .jdbcUrl("jdbc:h2:mem:none")
                .poolName("none")
                .initializationFailTimeout(Duration.ZERO)
                .credentials(supplier);
        assertThatThrownBy(builder::build)
                .hasMessageContaining("pool 'none': cannot open")
                .hasMessageContaining("the credentials supplier ")
                .hasMessageContaining(" answered with " + answer)
                .hasRootCauseInstanceOf(java.sql.SQLException.class);
    }
}

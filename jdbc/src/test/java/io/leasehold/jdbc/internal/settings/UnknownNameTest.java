package io.leasehold.jdbc.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownNameTest {

    @ParameterizedTest
    @CsvSource({
        "user, username",
        "pass, password",
        "driver, driverClassName",
        "maxPoolSize, maximumPoolSize",
        "jdbc-url, jdbcUrl",
        "usrname, username"
    })
    void theNearestNameIsTheOneThatWasMeant(String given, String meant) {
        assertThat(UnknownName.refuse(given).allowed()).isEqualTo("is not a setting; the nearest is " + meant);
    }
}

package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings as they are copied from elsewhere. */
class CopiedSettingsTest {

    @Test
    void p9PropertiesThatAreRefusedAsTextAreNotShown() {
        assertThatThrownBy(() -> LeaseholdDataSource.of(
                        Map.of("jdbcUrl", "jdbc:h2:mem:copied", "dataSourceProperties", "password=canary7")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("give each as dataSource.<name>")
                .hasMessageNotContaining("canary7");
    }
}

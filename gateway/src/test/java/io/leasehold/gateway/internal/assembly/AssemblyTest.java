package io.leasehold.gateway.internal.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.BackendSettings;
import io.leasehold.gateway.internal.sql.ClientDialect;
import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the parts go by is what the settings say. */
class AssemblyTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:orders, AUTO, HIVE",
        "jdbc:postgresql://db/orders, AUTO, HIVE",
        "jdbc:mariadb://db/orders, AUTO, HIVE",
        "jdbc:mysql://db/orders, AUTO, HIVE",
        "jdbc:hsqldb:mem:orders, SESSION, NATIVE"
    })
    void whatIsLeftToTheGatewayGoesByWhatIsKnownOfTheBackend(String url, PinMode pinMode, ClientDialect dialect) {
        BackendSettings settings = BackendAssembly.settings(BackendConfig.of("orders", url));
        assertThat(settings.pinMode()).isEqualTo(pinMode);
        assertThat(settings.dialect()).isEqualTo(dialect);
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION", "TRANSACTION"})
    void whatIsSaidHolds(PinMode pinMode) {
        BackendConfig config = BackendConfig.of("orders", "jdbc:h2:mem:orders").withPinMode(pinMode);
        assertThat(BackendAssembly.settings(config).pinMode()).isEqualTo(pinMode);
    }

    @Test
    void theRegistryHasTheSettingsOfSessionsAndTheGatewaysName() {
        SessionConfig sessions = SessionRegistry.named("west").maximumPerUser(7).config();
        assertThat(CoreAssembly.registry("west", sessions).config()).isEqualTo(sessions);
        assertThat(CoreAssembly.registry("east", GatewayConfig.defaults().sessions())
                        .config()
                        .name())
                .isEqualTo("east");
    }
}

package io.leasehold.drills.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.drills.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcAddressTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:tcp://db/./shop, db, 9092, jdbc:h2:tcp://127.0.0.1:7/./shop",
        "jdbc:h2:tcp://db:9000/mem:x;DB_CLOSE_DELAY=-1, db, 9000, jdbc:h2:tcp://127.0.0.1:7/mem:x;DB_CLOSE_DELAY=-1",
        "jdbc:hsqldb:hsql://db/shop, db, 9001, jdbc:hsqldb:hsql://127.0.0.1:7/shop",
        "jdbc:postgresql://db.example:5433/shop?ssl=false, db.example, 5433, jdbc:postgresql://127.0.0.1:7/shop?ssl=false",
        "jdbc:postgresql://[::1]:5433/shop, ::1, 5433, jdbc:postgresql://127.0.0.1:7/shop",
        "jdbc:mariadb://db, db, 3306, jdbc:mariadb://127.0.0.1:7",
        "jdbc:mysql://db/shop?a=b&c=d, db, 3306, jdbc:mysql://127.0.0.1:7/shop?a=b&c=d",
    })
    void hostAndPortAreReplacedAndNothingElse(String url, String host, int port, String proxied) {
        JdbcAddress address = JdbcAddress.of(url);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(address.urlAt("127.0.0.1", 7)).isEqualTo(proxied);
    }

    @Test
    void anyOtherUrlSaysWhereTheProxyGoes() {
        JdbcAddress address = JdbcAddress.of("jdbc:oracle:thin:@//{proxy}/XE", "ora:1521");
        assertThat(address.url()).isEqualTo("jdbc:oracle:thin:@//ora:1521/XE");
        assertThat(address.urlAt("127.0.0.1", 7)).isEqualTo("jdbc:oracle:thin:@//127.0.0.1:7/XE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db/shop",
                "jdbc:h2:mem:shop",
                "jdbc:hsqldb:mem:shop",
                "jdbc:postgresql:shop",
                "jdbc:postgresql://a:1,b:2/shop",
                "jdbc:mariadb:replication://a,b/shop",
                "jdbc:mysql://address=(host=a)/shop",
                "jdbc:postgresql://db:0/shop",
                "jdbc:postgresql://db:99999999999/shop",
                "jdbc:oracle:thin:@//ora:1521/XE",
            })
    void aUrlThatCannotBeProxiedIsRefusedInOneLine(String url) {
        assertThatThrownBy(() -> JdbcAddress.of(url))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("--url ")
                .satisfies(error -> assertThat(error.getMessage().lines()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:x:y, db:1, write {proxy}",
        "jdbc:x:{proxy}, db, HOST:PORT",
        "jdbc:x:{proxy}, db:70000, from 1 to 65535"
    })
    void aProxyTargetThatDoesNotFitIsRefused(String url, String target, String advice) {
        assertThatThrownBy(() -> JdbcAddress.of(url, target))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:oracle:thin:scott/canary@h:1521/x, jdbc:oracle:thin:...@h:1521/x",
        "jdbc:oracle:thin:scott/canary@//h:1521/x, jdbc:oracle:thin:...@//h:1521/x",
        "jdbc:mysql://u:can/ary@h/x, jdbc:mysql://...@h/x",
        "jdbc:mysql://u:can@ary@h/x, jdbc:mysql://...@h/x",
        "postgresql://u:canary@h/x, postgresql://...@h/x",
        "jdbc:mysql://address=(host=h)(password=canary)/x, jdbc:mysql://address=(host=h)(password=...)/x",
        "jdbc:mariadb://h/x?keyStorePassword=canary&accessToken=canary, jdbc:mariadb://h/x?keyStorePassword=...&accessToken=...",
        "jdbc:postgresql://h/x?user=a, jdbc:postgresql://h/x?user=a",
        "jdbc:oracle:thin:@h:1521/x, jdbc:oracle:thin:...@h:1521/x"
    })
    void noFormOfASecretIsShown(String url, String shown) {
        assertThat(JdbcAddress.shown(url)).isEqualTo(shown);
    }

    @Test
    void secretsInAUrlAreNotShown() {
        assertThat(JdbcAddress.shown("jdbc:postgresql://u:pw1@db/shop?user=u&password=pw2&ssl=true"))
                .doesNotContain("pw1", "pw2")
                .contains("ssl=true");
    }
}

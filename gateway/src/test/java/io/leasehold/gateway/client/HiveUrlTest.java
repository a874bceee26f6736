package io.leasehold.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiveUrlTest {

    @Test
    void whatIsLeftOutIsAsHivesDriverHasIt() throws Exception {
        assertThat(HiveUrl.parse("jdbc:hive2://db"))
                .isEqualTo(new HiveUrl(
                        "db", 10_000, "default", HiveUrl.Transport.BINARY, "cliservice", false, true, "", "", ""));
    }

    @Test
    void everyParameterIsRead() throws Exception {
        HiveUrl url = HiveUrl.parse("jdbc:hive2://[::1]:10001/shop.public;transportMode=http;httpPath=/a/b;ssl=TRUE;"
                + "sslTrustStore=/tmp/trust.pem;trustStorePassword=changeit;user=ann;");
        assertThat(url)
                .isEqualTo(new HiveUrl(
                        "::1",
                        10_001,
                        "shop.public",
                        HiveUrl.Transport.HTTP,
                        "a/b",
                        true,
                        true,
                        "/tmp/trust.pem",
                        "changeit",
                        "ann"));
        assertThat(url.toString()).contains("[::1]:10001").doesNotContain("changeit");
    }

    @Test
    void withoutSaslNobodyLogsInUnlessItIsOverHttp() throws Exception {
        assertThat(HiveUrl.parse("jdbc:hive2://db:1/x;AUTH=NOSASL").login()).isFalse();
        assertThat(HiveUrl.parse("jdbc:hive2://db:1/x;auth=noSasl;transportMode=http")
                        .login())
                .isTrue();
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNoPasswordIsRepeated() {
        assertThatThrownBy(() -> HiveUrl.parse("jdbc:hive2://db:99999/x;auth=ldap;zone=1;ssl=yes;password=hunter2"))
                .isInstanceOf(CannotConnectException.class)
                .hasMessageContainingAll(
                        "not '99999'", "not 'ldap'", "'zone' is not known", "not 'yes'", "can be read by everybody")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop",
        "hive2://db:10000",
        "jdbc:hive2://",
        "'jdbc:hive2://a:1,b:2/x'",
        "jdbc:hive2://db/x?hive.x=1",
        "jdbc:hive2://db/x#y=1"
    })
    void anotherShapeIsRefusedWithTheRightOne(String url) {
        assertThatThrownBy(() -> HiveUrl.parse(url))
                .isInstanceOf(CannotConnectException.class)
                .hasMessageContaining("jdbc:hive2://HOST:PORT/DATABASE");
    }

    @Test
    void aLoginDoesNotShowItsPassword() {
        assertThat(new Login("ann", "hunter2").toString()).contains("ann").doesNotContain("hunter2");
    }
}

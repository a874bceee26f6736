package io.leasehold.gateway.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.Secret;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings must keep beside each other. */
class CrossChecksTest {

    private static final String BACKEND = "backends: {sales: {url: 'jdbc:h2:mem:sales', username: gw}}\n";

    @TempDir
    private Path folder;

    private FilesForTests files;

    @BeforeEach
    void files() {
        files = new FilesForTests(folder);
    }

    @Test
    void aBackendOtherThanTheSampleWantsAuthentication() {
        assertThat(files.refused(BACKEND))
                .hasSize(2)
                .allMatch(refused -> refused.contains("authentication = none")
                        && refused.contains("'sales'")
                        && refused.contains("noAuth"));
        BackendConfig sample = BackendConfig.of("sample", "jdbc:h2:mem:sample")
                .withLogin("guest", Secret.NONE)
                .asSample();
        assertThat(GatewayConfig.defaults().withBackends(List.of(sample)).backends())
                .containsExactly(sample);
        assertThatThrownBy(() -> GatewayConfig.defaults()
                        .withBackends(List.of(
                                sample,
                                BackendConfig.of("sales", "jdbc:h2:mem:sales").withLogin("gw", Secret.NONE))))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("'sales'");
    }

    @Test
    void aListenerThatIsOffWantsNone() {
        assertThat(files.read(BACKEND + "logins: {passwordFile: users}\nbinary: {enabled: false}\n"
                                + "http: {authentication: password}\n")
                        .backends())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "'::1'", "localhost"})
    void itIsDoneWithoutOnLoopbackIfThatIsAskedFor(String address) {
        assertThatCode(() -> files.read(BACKEND + "logins: {noAuth: true}\nbinary: {address: " + address + "}\n"))
                .doesNotThrowAnyException();
    }

    /** Whoever may say any name would have that user's login at the database, and so would who acts for it. */
    @Test
    void butNobodysOwnLoginIsUsedForWhomeverSaysThatName() {
        String users = "backends: {sales: {url: 'jdbc:h2:mem:sales', username: gw,"
                + " users: {bob: {username: b, password: 'env:PATH'}}}}\n";
        assertThat(files.refused(
                        users + "logins: {noAuth: true, passwordFile: users}\nhttp: {authentication: password}\n"))
                .singleElement()
                .asString()
                .startsWith("backends.sales.users")
                .contains("bob")
                .contains("binary.authentication is none");
        assertThatCode(() -> files.read(users + "logins: {passwordFile: users}\nbinary: {authentication: password}\n"
                        + "http: {enabled: false}\n"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "'::'", "gw.example.com", "1270.0.0.1", "localhost.example.com"})
    void butNotBeyond(String address) {
        assertThat(files.refused(BACKEND + "logins: {noAuth: true}\nbinary: {address: " + address + "}\n"))
                .singleElement()
                .asString()
                .startsWith("binary.address (line 3)")
                .contains("where logins.noAuth is true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "http"})
    void passwordsDoNotCrossANetworkUnencrypted(String listener) {
        String open = "logins: {passwordFile: users}\n" + listener + ": {authentication: password, address: 192.0.2.1";
        assertThat(files.refused(open + "}"))
                .singleElement()
                .asString()
                .startsWith(listener + ".address (line 2) = 192.0.2.1")
                .contains(listener + ".tls")
                .contains(listener + ".allowCleartext");
        assertThatCode(() -> files.read(open + ", allowCleartext: true}")).doesNotThrowAnyException();
        assertThatCode(() -> files.read(open + ", tls: {certificate: a.pem, key: a.key}}"))
                .doesNotThrowAnyException();
        assertThat(files.refused(open.replace("password, ", "ldap, ") + "}")).hasSize(1);
    }

    @Test
    void neitherDoesTheTokenOfTheConsole() {
        assertThat(files.refused("console: {address: 192.0.2.1}"))
                .singleElement()
                .asString()
                .startsWith("console.address (line 1)")
                .contains("token");
        assertThatCode(() -> files.read("console: {address: 192.0.2.1, allowCleartext: true}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> files.read("console: {address: 192.0.2.1, enabled: false}"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsNotSafeAndWasAskedForIsWarnedOf() {
        assertThat(GatewayConfig.defaults().warnings()).isEmpty();
        assertThat(files.read("""
                                logins: {passwordFile: users}
                                backends: {sales: {url: 'jdbc:h2:mem:sales', username: gw, allowSuperuser: true}}
                                binary: {address: 192.0.2.1, authentication: password, allowCleartext: true}
                                http: {authentication: password, allowCleartext: true}
                                console: {address: 192.0.2.1, allowCleartext: true}
                                """).warnings())
                .satisfiesExactly(
                        binary -> assertThat(binary).startsWith("binary.allowCleartext: passwords"),
                        console -> assertThat(console).startsWith("console.allowCleartext: the console's token"),
                        backend -> assertThat(backend).startsWith("backends.sales.allowSuperuser"));
        assertThat(files.read("binary: {address: 192.0.2.1}").warnings())
                .singleElement()
                .asString()
                .startsWith("binary.authentication: whoever reaches 192.0.2.1");
    }

    @Test
    void passwordsWantAPasswordFile() {
        assertThat(files.refused("http: {authentication: password}"))
                .singleElement()
                .asString()
                .startsWith("logins.passwordFile = not given")
                .contains("http.authentication")
                .contains("leasehold passwd");
    }

    @ParameterizedTest
    @ValueSource(ints = {6000, 6666, 10080, 22, 5060})
    void aPortThatBrowsersRefuseIsRefusedForHttpAndConsoleAlone(int port) {
        assertThat(files.refused("http: {port: " + port + "}"))
                .singleElement()
                .asString()
                .startsWith("http.port");
        assertThat(files.refused("console: {port: " + port + "}"))
                .singleElement()
                .asString()
                .startsWith("console.port");
        assertThatCode(() -> files.read("binary: {port: " + port + "}")).doesNotThrowAnyException();
    }

    @Test
    void anyFreePortIsTakenEverywhere() {
        assertThatCode(() -> files.read("binary: {port: 0}\nhttp: {port: 0}\nconsole: {port: 0}\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void twoListenersDoNotWantTheSamePort() {
        assertThat(files.refused("http: {port: 10000}\nconsole: {port: 10000}\n"))
                .hasSize(3);
        assertThat(files.refused("binary: {address: 0.0.0.0, port: 10001}\n"))
                .singleElement()
                .asString()
                .startsWith("http.port = 10001: must be another than binary.port");
        assertThatCode(() -> files.read("binary: {port: 10001, address: 127.0.0.2}\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void aListenerOnAllAddressesIsNamed() {
        assertThat(files.refused("http: {address: 0.0.0.0}"))
                .singleElement()
                .asString()
                .startsWith("http.hosts");
        assertThatCode(() -> files.read("http: {address: 0.0.0.0, hosts: [gw.example.com, 192.0.2.7, '[::1]']}"))
                .doesNotThrowAnyException();
        assertThat(files.refused("http: {hosts: ['http://a', 'a:80', '*']}")).isNotEmpty();
    }

    @Test
    void somebodyListens() {
        assertThat(files.refused("binary: {enabled: false}\nhttp: {enabled: false}\n"))
                .singleElement()
                .asString()
                .startsWith("binary.enabled (line 1)");
    }

    @Test
    void aBackendIsLoggedInTo() {
        assertThat(files.refused("logins: {noAuth: true}\nbackends:\n  a: {url: 'jdbc:h2:mem:'}\n"))
                .singleElement()
                .asString()
                .startsWith("backends.a.username (line 3) = not given: must be given: as whom to log in");
    }

    @Test
    void namesOfBackendsDiffer() {
        assertThat(files.refused("logins: {noAuth: true}\nbackends:\n  a: {url: 'jdbc:h2:mem:', username: u}\n"
                        + "  A: {url: 'jdbc:h2:mem:', username: u}\n"))
                .singleElement()
                .asString()
                .startsWith("backends.A (line 4)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "Default", "1a", "a.b", "a b", "'a;b'", "''", "ä"})
    void aBackendIsCalledWhatAClientCanSay(String name) {
        assertThat(files.refused("backends: {" + name + ": {url: 'jdbc:h2:mem:'}}"))
                .anyMatch(refused -> refused.startsWith("backends.") && refused.contains(".name (line 1)"));
    }

    @Test
    void whatNeedsATableOfTheBackendsStatementsIsRefusedWhereThereIsNone() {
        String other = "logins: {noAuth: true}\nbackends: {a: {url: 'jdbc:oracle:thin:@//db/x', username: u, ";
        assertThat(files.refused(other + "pinMode: transaction, dialect: hive}}"))
                .satisfiesExactly(
                        pinMode -> assertThat(pinMode).startsWith("backends.a.pinMode (line 2) = transaction"),
                        dialect -> assertThat(dialect).startsWith("backends.a.dialect (line 2) = hive"));
        assertThatCode(() -> files.read(other + "pinMode: session, dialect: native}}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> files.read(other + "poolSize: 1}}")).doesNotThrowAnyException();
        assertThat(files.refused(other.replace("oracle:thin:@", "mariadb:") + "poolSize: 1}}"))
                .singleElement()
                .asString()
                .startsWith("backends.a.poolSize (line 2) = 1: must be 2 or more");
    }

    @Test
    void whatChangesHowABackendReadsTextIsNobodysToSetAndAllOfItIsToldAtOnce() {
        assertThat(files.refused("""
                        logins: {noAuth: true}
                        backends:
                          a:
                            url: 'jdbc:postgresql:a'
                            username: u
                            initSettings: {work_mem: 8MB, Standard_Conforming_Strings: 'off'}
                            allowedSettings: [statement_timeout, BACKSLASH_QUOTE, client_encoding]
                          b: {url: 'jdbc:mariadb://db/b', username: u, allowedSettings: [sql_mode]}
                          c: {url: 'jdbc:h2:mem:c', username: u, allowedSettings: [MODE]}
                          d: {url: 'jdbc:oracle:thin:@//db/x', username: u, allowedSettings: [sql_mode]}
                        """))
                .satisfiesExactly(
                        init -> assertThat(init)
                                .startsWith("backends.a.initSettings (line 6) = Standard_Conforming_Strings: must not"),
                        quote -> assertThat(quote).startsWith("backends.a.allowedSettings (line 7) = BACKSLASH_QUOTE"),
                        encoding -> assertThat(encoding)
                                .startsWith("backends.a.allowedSettings (line 7) = client_encoding"),
                        mode -> assertThat(mode).startsWith("backends.b.allowedSettings (line 8) = sql_mode"),
                        h2 -> assertThat(h2).startsWith("backends.c.allowedSettings (line 9) = MODE"));
    }

    @Test
    void aCertificateIsPemOrPkcs12() {
        files.write("s", "x", FilesForTests.OWNER);
        assertThat(files.refused("http: {tls: {certificate: a}}"))
                .singleElement()
                .asString()
                .startsWith("http.tls.key");
        assertThat(files.refused("http: {tls: {certificate: a, key: b, password: file:s}}"))
                .singleElement()
                .asString()
                .startsWith("http.tls.key (line 1)");
        assertThat(files.refused("http: {tls: {key: b}}"))
                .containsExactly("http.tls.certificate (line 1) = not given: must be given");
        assertThatCode(() -> files.read("http: {tls: {certificate: a, password: file:s}}"))
                .doesNotThrowAnyException();
    }

    @Test
    void proxyRulesAreChecked() {
        assertThat(files.refused("""
                        logins:
                          proxies:
                            - {user: hue, as: [], from: ["*"]}
                            - {as: [ann], from: [10.1.2.3/8, somewhere, "::/129"]}
                        """))
                .satisfiesExactly(
                        as -> assertThat(as).startsWith("logins.proxies[1].as (line 3) = []"),
                        user -> assertThat(user).startsWith("logins.proxies[2].user (line 4) = not given"),
                        bits -> assertThat(bits).startsWith("logins.proxies[2].from (line 4) = 10.1.2.3/8"),
                        name -> assertThat(name).startsWith("logins.proxies[2].from (line 4) = somewhere"),
                        length -> assertThat(length).startsWith("logins.proxies[2].from (line 4) = ::/129"));
    }

    @Test
    void limitsStandToEachOther() {
        assertThat(files.refused("operations: {queue: 5}"))
                .containsExactly("operations.queuePerUser (line 1) = 100: must be at most queue (5)");
    }
}

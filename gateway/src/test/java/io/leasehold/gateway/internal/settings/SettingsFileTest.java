package io.leasehold.gateway.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.SqlDialect;
import io.leasehold.session.OnDisconnect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

    @TempDir
    private Path folder;

    private FilesForTests files;

    @BeforeEach
    void files() {
        files = new FilesForTests(folder);
    }

    @Test
    void whatIsLeftOutIsAsUsual() {
        assertThat(files.read("")).isEqualTo(GatewayConfig.defaults());
        assertThat(files.read("# nothing\n")).isEqualTo(GatewayConfig.defaults());
        assertThat(files.read("---\n")).isEqualTo(GatewayConfig.defaults());
        assertThat(files.read("http:\nbackends:\nlogins: {}\n")).isEqualTo(GatewayConfig.defaults());
    }

    @Test
    void whatIsGivenIsTaken() {
        files.write("sales.secret", "hush\n", FilesForTests.OWNER);
        GatewayConfig config = files.read("""
                name: west
                backends:
                  sales:
                    url: jdbc:postgresql://db/sales
                    username: gw
                    password: file:sales.secret
                    poolSize: 20
                    pinMode: transaction
                    dialect: native
                    initSettings: {work_mem: 64MB, timezone: "UTC"}
                    allowedSettings: [search_path, timezone]
                    users:
                      ann: {username: ann_db, password: env:PATH}
                  hr:
                    url: "jdbc:h2:mem:hr"
                    username: hr
                binary: {authentication: password}
                http: {port: 0, authentication: password, hosts: [gw.example.com]}
                logins:
                  passwordFile: users
                  rememberFor: 90s
                  proxies:
                    - {user: hue, as: ["*"], from: ["10.0.0.0/8"]}
                connections: {message: 32MB}
                sessions: {onDisconnect: 30s, maximumPerUser: 7}
                """);
        assertThat(config.name()).isEqualTo("west");
        assertThat(config.backends()).extracting(BackendConfig::name).containsExactly("sales", "hr");
        BackendConfig sales = config.backends().get(0);
        assertThat(sales.password().get()).isEqualTo("hush");
        assertThat(sales.poolSize()).isEqualTo(20);
        assertThat(sales.pinMode()).isEqualTo(PinMode.TRANSACTION);
        assertThat(sales.dialect()).isEqualTo(SqlDialect.NATIVE);
        assertThat(sales.initSettings()).containsEntry("work_mem", "64MB").containsEntry("timezone", "UTC");
        assertThat(sales.allowedSettings()).containsExactly("search_path", "timezone");
        assertThat(sales.users().get("ann").password().place()).isEqualTo("PATH");
        assertThat(config.http().port()).isZero();
        assertThat(config.http().hosts()).containsExactly("gw.example.com");
        assertThat(config.logins().rememberFor()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.logins().proxies()).hasSize(1);
        assertThat(config.connections().message()).isEqualTo(32 << 20);
        assertThat(config.sessions().onDisconnect()).isEqualTo(OnDisconnect.endAfter(Duration.ofSeconds(30)));
        assertThat(config.sessions().maximumPerUser()).isEqualTo(7);
    }

    @Test
    void everyViolationIsToldAtOnceInTheOrderOfTheLines() {
        assertThat(files.refused("""
                        binary:
                          prot: 10000
                          port: 70000
                        http:
                          port: ten
                        backends:
                          sales:
                            poolSize: 0
                            dialect: hiv
                        connections:
                          loginTimeout: 10
                          message: 4
                        sessions:
                          idleTimeout: 0
                          onDisconnect: never
                        results:
                          readAhead: 2GB
                        """))
                .containsExactly(
                        "binary.prot (line 2) = (not shown): is no setting; the nearest is port",
                        "binary.port (line 3) = 70000: must be 0 to 65535",
                        "http.port (line 5) = (not shown): must be a whole number: 0 to 65535",
                        "backends.sales.url (line 7) = not given: must be given",
                        "backends.sales.poolSize (line 8) = 0: must be 1 to 10000",
                        "backends.sales.dialect (line 9) = (not shown): must be one of auto, hive, native",
                        "connections.loginTimeout (line 11) = 10: must be a time with its unit, such as 500ms,"
                                + " 30s, 5m, 2h or 7d: 1 s to 300 s",
                        "connections.message (line 12) = 4: must be a size with its unit, such as 512B, 64KB,"
                                + " 4MB or 1GB: 1 MB to 100 MB",
                        "sessions.onDisconnect (line 15) = never: requires idleTimeout, or a session whose client is gone"
                                + " is kept for ever",
                        "results.readAhead (line 17) = 2 GB: must be 64 KB to 1 GB");
    }

    @Test
    void whatIsWrongBesideOtherSettingsIsToldWithTheRest() {
        assertThat(files.refused("""
                        backends:
                          sales: {url: "jdbc:h2:mem:sales", username: gw, poolSize: none}
                        binary:
                          address: 192.0.2.1
                          authentication: password
                        console: {port: 6666}
                        """))
                .satisfiesExactly(
                        poolSize -> assertThat(poolSize).startsWith("backends.sales.poolSize (line 2)"),
                        cleartext -> assertThat(cleartext).startsWith("binary.address (line 4) = 192.0.2.1"),
                        browsers -> assertThat(browsers).startsWith("console.port (line 6) = 6666"),
                        passwordFile -> assertThat(passwordFile).startsWith("logins.passwordFile = not given"),
                        noAuth -> assertThat(noAuth).startsWith("http.authentication"));
    }

    @Test
    void aSettingIsBlamedOnce() {
        assertThat(files.refused("binary: {enabled: maybe, port: x}\nhttp: {enabled: false}\n"))
                .hasSize(2)
                .allMatch(refused -> refused.contains("line 1"));
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestThatIs() {
        assertThat(files.refused("bakends: {}")).singleElement().asString().endsWith("the nearest is backends");
        assertThat(files.refused("logins: {pass: x}"))
                .singleElement()
                .asString()
                .endsWith("is no setting; the nearest is passwordFile");
        assertThat(files.refused("backends: {a: {url: 'jdbc:h2:mem:', user: x}}"))
                .anyMatch(refused -> refused.startsWith("backends.a.user (line 1)"));
    }

    @Test
    void whatOnlyAProgramSetsIsNoSettingOfTheFile() {
        assertThat(files.refused("backends: {a: {url: 'jdbc:h2:mem:', sample: true}}"))
                .anyMatch(refused -> refused.startsWith("backends.a.sample (line 1) = (not shown): is no setting"));
        assertThat(files.refused("backends: {a: {url: 'jdbc:h2:mem:', name: b}}"))
                .anyMatch(refused -> refused.startsWith("backends.a.name (line 1) = (not shown): is no setting"));
        assertThat(files.refused("sessions: {name: b}"))
                .anyMatch(refused -> refused.startsWith("sessions.name (line 1) = (not shown): is no setting"));
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThat(files.refused("name: a\nhttp: {}\nname: b\nhttp: {port: 0}\n"))
                .containsExactly(
                        "(line 3) = name: is there already, on line 1: leave one out",
                        "(line 4) = http: is there already, on line 2: leave one out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: !!java.net.URL x",
                "name: !x y",
                "http: !!map {port: 0}",
                "backends: !!python/object:os.system {}",
                "console: {hosts: !!set [a]}",
                "!!str name: x"
            })
    void tagsAreRefused(String yaml) {
        assertThat(files.refused(yaml))
                .singleElement()
                .asString()
                .contains("line 1")
                .contains("has a tag");
    }

    @Test
    void nothingInTheFileStandsInTwoPlaces() {
        assertThat(files.refused("http: &a {port: 0}\nconsole: *a\n"))
                .containsExactly(
                        "(line 1) = (not shown): has an anchor: leave the & and its name out",
                        "(line 2) = (not shown): is an alias: write the value out");
    }

    @Test
    void aFileThatIsNestedDeeplyIsRefusedAndNoStackOverflows() {
        assertThat(files.refused("name: " + "[".repeat(5_000) + "]".repeat(5_000)))
                .anyMatch(refused -> refused.contains("nested too deeply"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: [a",
                "name: 'a",
                "\tname: a",
                "name: a\nbad\n",
                "name: @a",
                "name: a: b",
                "%FOO\nname: a",
                "name: \"\\q\""
            })
    void whatIsNoYamlIsToldByItsLineAndNotRepeated(String yaml) {
        assertThat(files.refused(yaml))
                .singleElement()
                .asString()
                .contains("line ")
                .contains("is no YAML");
    }

    @Test
    void oneDocumentIsRead() {
        assertThat(files.refused("name: a\n---\nname: b\n")).anyMatch(refused -> refused.contains("another document"));
    }

    @Test
    void aKindOfThingInPlaceOfAnotherIsRefused() {
        assertThat(files.refused("- a\n")).singleElement().asString().contains("must be a mapping");
        assertThat(files.refused("text\n")).singleElement().asString().contains("must be a mapping");
        assertThat(files.refused("http: 10001\n")).singleElement().asString().contains("must be a mapping");
        assertThat(files.refused("name: [a]\n")).singleElement().asString().contains("must have one value");
        assertThat(files.refused("name:\n")).singleElement().asString().contains("must have one value");
        assertThat(files.refused("http: {hosts: a}\n"))
                .singleElement()
                .asString()
                .contains("must be a list");
        assertThat(files.refused("http: {hosts: [a, a]}\n"))
                .singleElement()
                .asString()
                .contains("twice");
        assertThat(files.refused("logins: {proxies: {user: a}}\n"))
                .singleElement()
                .asString()
                .contains("must be a list");
        assertThat(files.refused("? [a]\n: b\n")).singleElement().asString().contains("must be a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "True", "1", "TRUE", "~"})
    void aTruthIsTrueOrFalse(String text) {
        assertThat(files.refused("http: {enabled: " + text + "}"))
                .singleElement()
                .asString()
                .contains("must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "30 sec", "-1s", "1.5s", "PT30S", "1e3s", "30S", "9999999999999s"})
    void aTimeHasItsUnit(String text) {
        boolean isNumber = Set.of("30", "30 sec", "-1s", "1.5s", "30S").contains(text);
        assertThat(files.refused("drain: {deadline: '" + text + "'}"))
                .singleElement()
                .asString()
                .contains(isNumber ? " = " + text + ": must" : "must")
                .contains("must be a time with its unit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "64 K", "-1MB", "1.5MB", "9999999999MB", "1TB"})
    void aSizeHasItsUnit(String text) {
        assertThat(files.refused("results: {batch: '" + text + "'}"))
                .singleElement()
                .asString()
                .contains("must be a size with its unit");
    }

    @Test
    void unitsMeanWhatTheySay() {
        GatewayConfig config = files.read("""
                drain: {grace: 2m, deadline: 1500ms}
                operations: {statementTimeout: 7d, idleTimeout: 3 h}
                results: {readAhead: 65536b, batch: 64 kb}
                """);
        assertThat(config.drain().grace()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.drain().deadline()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.operations().statementTimeout()).isEqualTo(Duration.ofDays(7));
        assertThat(config.operations().idleTimeout()).isEqualTo(Duration.ofHours(3));
        assertThat(config.results().readAhead()).isEqualTo(65_536);
        assertThat(config.results().batch()).isEqualTo(65_536);
    }

    @Test
    void pathsCountFromTheFolderOfTheFile() {
        GatewayConfig config = files.read("logins: {passwordFile: users}\nconsole: {metricsToken: /run/token}\n");
        assertThat(config.logins().passwordFile()).contains(folder.resolve("users"));
        assertThat(config.console().metricsToken()).contains(Path.of("/run/token"));
        GatewayConfig asSecretsAre = files.read("console: {metricsToken: 'file:token'}\n");
        assertThat(asSecretsAre.console().metricsToken()).contains(folder.resolve("token"));
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws IOException {
        Path missing = folder.resolve("missing.yml");
        assertThat(FilesForTests.refused(missing))
                .containsExactly("the file = " + missing + ": must be a file; there is none at this path");
        assertThat(FilesForTests.refused(folder)).singleElement().asString().contains("there is none");
        Path latin = Files.write(folder.resolve("latin.yml"), "name: ä".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(FilesForTests.refused(latin)).singleElement().asString().contains("UTF-8");
        Path large = files.write("large.yml", "#".repeat((1 << 20) + 1), FilesForTests.OWNER);
        assertThat(FilesForTests.refused(large)).singleElement().asString().contains("at most 1 MB");
        assertThatThrownBy(() -> GatewayConfig.read(missing))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("gateway settings in " + missing);
    }

    @Test
    void aByteOrderMarkIsNoName() {
        assertThat(files.read("\uFEFFname: a\n").name()).isEqualTo("a");
    }
}

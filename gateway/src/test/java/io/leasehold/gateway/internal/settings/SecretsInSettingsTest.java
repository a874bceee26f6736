package io.leasehold.gateway.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets come from where they are kept, and show themselves nowhere. */
class SecretsInSettingsTest {

    private static final String CANARY = "c4n4ry-Sesame";

    @TempDir
    private Path folder;

    private FilesForTests files;

    @BeforeEach
    void files() {
        files = new FilesForTests(folder);
    }

    private static String backend(String password) {
        return "logins: {noAuth: true}\nbackends:\n  a:\n    url: jdbc:h2:mem:a\n    username: u\n    password: "
                + password + "\n";
    }

    @Test
    void aSecretInAFileIsReadWheneverItIsNeeded() throws IOException {
        Path file = files.write("a.secret", "one\r\n", FilesForTests.OWNER);
        Secret secret = files.read(backend("file:a.secret")).backends().get(0).password();
        assertThat(secret.get()).isEqualTo("one");
        Files.writeString(file, " two ");
        assertThat(secret.get()).isEqualTo(" two ");
        Files.delete(file);
        assertThatThrownBy(secret::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.secret");
    }

    @Test
    void aSecretInTheEnvironmentIsReadFromThere() {
        assertThat(files.read(backend("env:PATH")).backends().get(0).password().get())
                .isEqualTo(System.getenv("PATH"));
        assertThatThrownBy(Secret.environment("NO_SUCH_VARIABLE_HERE")::get)
                .hasMessageContaining("NO_SUCH_VARIABLE_HERE");
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(files.refused(backend("file:missing")))
                .containsExactly("backends.a.password (line 6) = file:" + folder.resolve("missing")
                        + ": must be a file; there is none at this path");
        assertThat(files.refused(backend("env:MISSING")))
                .containsExactly(
                        "backends.a.password (line 6) = env:MISSING: must be a variable of the environment; there is"
                                + " none of this name");
        assertThat(files.refused(backend("''"))).singleElement().asString().contains("must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void aFileWithASecretThatOthersMayReadOrWriteIsRefused(String permissions) {
        files.write("loose.secret", CANARY, permissions);
        assertThat(files.refused(backend("file:loose.secret")))
                .singleElement()
                .asString()
                .contains("chmod 600");
        Path settings = files.write("loose.yml", backend(CANARY), permissions);
        assertThat(FilesForTests.refused(settings))
                .singleElement()
                .asString()
                .startsWith("the file = " + settings + ": has a secret in it, so it must be its owner's alone")
                .contains("chmod 600");
    }

    @Test
    void aFileWithoutASecretMayBeReadByOthers() {
        files.write("a.secret", CANARY, FilesForTests.OWNER);
        Path settings = files.write("open.yml", backend("file:a.secret"), FilesForTests.ALL);
        assertThat(SettingsFile.read(settings).backends()).hasSize(1);
        Path kept = files.write("kept.yml", backend(CANARY), FilesForTests.OWNER);
        assertThat(SettingsFile.read(kept).backends().get(0).password().get()).isEqualTo(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/x?user=a&password=c4n4ry-Sesame",
                "jdbc:postgresql://a:c4n4ry-Sesame@db/x",
                "jdbc:mariadb://db/x?PWD=c4n4ry-Sesame",
                "jdbc:mysql://db/x?trustCertificateKeyStorePassword=c4n4ry-Sesame",
                "jdbc:h2:mem:x;USER=a;PASSWORD=c4n4ry-Sesame",
                "jdbc:oracle:thin:a/c4n4ry-Sesame@db:1521:x",
                "jdbc:sqlserver://db;accessToken=c4n4ry-Sesame",
                "jdbc:mysql://address=(host=db)(password=c4n4ry-Sesame)/x"
            })
    void aUrlWithAPasswordIsRefusedWithAdviceAndNotShown(String url) {
        assertThat(files.refused("backends: {a: {url: '" + url + "'}}"))
                .anySatisfy(refused -> assertThat(refused)
                        .startsWith("backends.a.url (line 1) = (not shown)")
                        .contains("file:PATH or env:NAME"))
                .noneMatch(refused -> refused.contains(CANARY));
        assertThatThrownBy(() -> BackendConfig.of("a", url))
                .hasMessageContaining("file:PATH")
                .hasMessageNotContaining(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:5432/x?user=a&sslmode=require",
                "jdbc:h2:tcp://localhost:9092/~/x;IFEXISTS=TRUE",
                "jdbc:mysql://[::1]:3306/x",
                "jdbc:sqlserver://db:1433;databaseName=x",
                "jdbc:oracle:thin:@//db:1521/x"
            })
    void aUrlWithoutOneIsTaken(String url) {
        assertThat(BackendConfig.of("a", url).url()).isEqualTo(url);
    }

    @Test
    void aSecretIsInNoTextOfTheSettings() {
        files.write("a.secret", CANARY, FilesForTests.OWNER);
        GatewayConfig config = files.read("""
                logins: {passwordFile: users}
                binary: {authentication: password}
                backends:
                  a:
                    url: jdbc:h2:mem:a
                    username: u
                    password: c4n4ry-Sesame
                    initSettings: {x: c4n4ry-Sesame}
                    users: {ann: {username: a, password: c4n4ry-Sesame}}
                http: {authentication: password, tls: {certificate: a.p12, password: file:a.secret}}
                """);
        assertThat(List.of(
                        config.toString(),
                        config.backends().get(0).toString(),
                        config.backends().get(0).users().toString(),
                        config.http().tls().toString(),
                        Secret.value(CANARY).toString()))
                .noneMatch(text -> text.contains(CANARY));
    }

    /** Whatever is wrong, and wherever a secret stands by mistake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "backends: {a: {url: 'jdbc:h2:mem:a', passwrod: c4n4ry-Sesame}}",
                "backends: {a: {url: 'jdbc:h2:mem:a', password: [c4n4ry-Sesame]}}",
                "backends: {a: {url: c4n4ry-Sesame}}",
                "backends: {a: {url: 'jdbc:h2:mem:a', poolSize: c4n4ry-Sesame}}",
                "backends: {a: {url: 'jdbc:h2:mem:a', dialect: c4n4ry-Sesame}}",
                "backends: {a: {url: 'jdbc:h2:mem:a', statefulNames: ['c4n4ry-Sesame!']}}",
                "backends:\n  a:\n    url: jdbc:h2:mem:a\n    password:c4n4ry-Sesame\n",
                "backends: {a: {password: '@c4n4ry-Sesame}}",
                "backends: {a: {password: @c4n4ry-Sesame}}",
                "backends: {a: {password: !c4n4ry-Sesame x}}",
                "backends: {a: {password: !c4n4ry-Sesame!x y}}",
                "backends: {a: {password: *c4n4ry-Sesame}}",
                "backends: {a: {password: &c4n4ry-Sesame}}",
                "backends: {a: {password: %c4n4ry-Sesame}}",
                "logins: {passwordFile: {c4n4ry-Sesame: x}}",
                "c4n4ry-Sesame",
                "drain: {grace: c4n4ry-Sesame}"
            })
    void aSecretIsInNoRefusal(String yaml) {
        assertThat(files.refused(yaml)).noneMatch(refused -> refused.contains(CANARY));
    }

    @Test
    void equalSecretsAreEqual() {
        assertThat(Secret.value("a")).isEqualTo(Secret.value("a")).isNotEqualTo(Secret.value("b"));
        assertThat(Secret.value("a")).isNotEqualTo(Secret.environment("a")).hasSameHashCodeAs(Secret.value("a"));
        assertThat(Secret.NONE.isNone()).isTrue();
        assertThat(Secret.NONE.get()).isEmpty();
    }
}

package io.leasehold.gateway.internal.auth;

import static io.leasehold.gateway.internal.auth.LoginStage.HOME;
import static io.leasehold.gateway.internal.auth.LoginStage.refuse;
import static io.leasehold.gateway.internal.auth.LoginStage.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import io.leasehold.gateway.PasswordFiles;
import io.leasehold.gateway.spi.Authenticator;
import io.leasehold.testkit.ManualTicker;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsFactoryTest {

    @TempDir
    private Path folder;

    private final ManualTicker ticker = new ManualTicker();

    /** Knows ann, and is down for who asks for it. */
    private static final class Directory implements Authenticator {

        final List<String> asked = new ArrayList<>();
        final List<char[]> given = new ArrayList<>();

        @Override
        public String name() {
            return "directory";
        }

        @Override
        public boolean isRight(String user, char[] password, String address) throws IOException {
            asked.add(user + "@" + address);
            given.add(password);
            if (user.equals("down")) {
                throw new IOException("cannot bind with " + String.valueOf(password));
            }
            return user.equals("ann") && String.valueOf(password).equals("sesame");
        }
    }

    private LoginsFactory factory(Map<String, Object> settings, Authenticator... installed) {
        return new LoginsFactory(LoginStage.config(settings), ticker, List.of(installed));
    }

    @Test
    void whereNobodyIsAskedThereIsNothingToVerify() {
        assertThat(factory(Map.of()).logins("none")).isEmpty();
    }

    @Test
    void aPasswordFileVerifiesWhatPasswdWrote() throws IOException {
        Path file = folder.resolve("users");
        PasswordFiles.set(file, "ann", new StringReader("sesame\n"));
        Logins logins = new LoginsFactory(LoginStage.config(Map.of("passwordFile", Optional.of(file))), ticker)
                .logins("password")
                .orElseThrow();
        verify(logins, "ann", "sesame");
        refuse(logins, "ann", "wrong");
    }

    @Test
    void listenersThatAskForTheSameShareWhatFailed() {
        LoginsFactory factory = factory(Map.of("failuresPerMinute", 1), new Directory());
        Logins logins = factory.logins("directory").orElseThrow();
        refuse(logins, "ann", "wrong");
        assertThat(factory.logins("directory")).containsSame(logins);
    }

    @Test
    void anAuthenticatorIsAskedAndRememberedAndThePasswordWiped() {
        Directory directory = new Directory();
        Logins logins = factory(Map.of(), directory).logins("directory").orElseThrow();
        verify(logins, "ann", "sesame");
        verify(logins, "ann", "sesame");
        refuse(logins, "eve", "sesame");
        assertThat(directory.asked).containsExactly("ann@" + HOME, "eve@" + HOME);
        assertThat(directory.given).allSatisfy(password -> assertThat(password).containsOnly('\0'));
        assertThat(logins.remembered(logins.remember("ann"))).contains("ann");
        ticker.advance(Duration.ofMinutes(5));
        assertThat(logins.remembered(logins.remember("ann"))).isEmpty();
    }

    @Test
    void oneThatCannotTellRefusesAndItIsNoFailure() {
        Logins logins = factory(Map.of("failuresPerMinute", 1), new Directory())
                .logins("directory")
                .orElseThrow();
        try (LogLines log = new LogLines()) {
            refuse(logins, "down", "s3cr3t", HOME, "cannot be verified now");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("java.io.IOException")
                    .doesNotContain("s3cr3t");
        }
        verify(logins, "ann", "sesame");
    }

    @Test
    void oneThatIsNotInstalledIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> factory(Map.of(), new Directory()).logins("ldap"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("authentication = ldap: must be one of none, password, directory");
    }

    @Test
    void withoutAPasswordFileThereAreNoPasswords() {
        assertThatThrownBy(() -> factory(Map.of()).logins("password"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("logins.passwordFile");
    }

    @Test
    void twoHashesOfOneNameAreRefused() {
        assertThatThrownBy(() -> new PasswordHashes(List.of(new CountedHash(), new CountedHash())))
                .hasMessageContaining("counted");
    }
}

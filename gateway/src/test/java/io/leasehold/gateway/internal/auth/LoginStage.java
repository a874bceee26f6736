package io.leasehold.gateway.internal.auth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.LoginConfig;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.testkit.ManualTicker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Logins by a password file of counted hashes, on a clock that is stepped. */
final class LoginStage {

    static final String HOME = "192.0.2.1";
    static final String AWAY = "198.51.100.2";

    final ManualTicker ticker = new ManualTicker();
    final CountedHash hash = new CountedHash();
    final Path file;

    LoginStage(Path folder) {
        this.file = folder.resolve("users");
    }

    /** Writes the file; each line is {@code name:cost$password}. */
    LoginStage users(String... lines) {
        return write(List.of(lines).stream()
                .map(line -> line.replaceFirst(":", ":{counted}"))
                .toList());
    }

    LoginStage write(List<String> lines) {
        try {
            Path next = Files.write(file.resolveSibling("next"), lines);
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    static LoginConfig config(Map<String, Object> settings) {
        return Records.usual(LoginConfig.class, settings);
    }

    Logins logins() {
        return logins(config(Map.of()));
    }

    Logins logins(LoginConfig config) {
        Seal seal = new Seal(new SecureRandom());
        PasswordFile opened = PasswordFile.open(file, new PasswordHashes(List.of(hash)));
        return new VerifiedLogins(new FileAccounts(opened, seal), seal, config, ticker);
    }

    void pass(Duration time) {
        ticker.advance(time);
    }

    static void verify(Logins logins, String user, String password) {
        verify(logins, user, password, HOME);
    }

    static void verify(Logins logins, String user, String password, String address) {
        try {
            logins.verify(user, password, address);
        } catch (LoginRefusedException e) {
            throw new AssertionError(e);
        }
    }

    static void refuse(Logins logins, String user, String password) {
        refuse(logins, user, password, HOME, "user or password is wrong");
    }

    static void refuse(Logins logins, String user, String password, String address, String why) {
        assertThatThrownBy(() -> logins.verify(user, password, address))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageContaining(why);
    }
}

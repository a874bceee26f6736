package io.leasehold.gateway.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pbkdf2Test {

    private static final String SALT = Base64.getEncoder().encodeToString(new byte[16]);
    private static final String HASH = Base64.getEncoder().encodeToString(new byte[32]);

    private final Pbkdf2 pbkdf2 = new Pbkdf2();

    /** The vector of 4,096 iterations that implementations commonly publish for PBKDF2 with HMAC-SHA-256. */
    @Test
    void itIsTheFunctionThatOthersCallByThatName() {
        String salt = Base64.getEncoder().encodeToString("salt".getBytes(StandardCharsets.UTF_8));
        String hash = Base64.getEncoder()
                .encodeToString(
                        HexFormat.of().parseHex("c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"));
        assertThat(pbkdf2.matches("password".toCharArray(), "4096$" + salt + "$" + hash))
                .isTrue();
        assertThat(pbkdf2.matches("Password".toCharArray(), "4096$" + salt + "$" + hash))
                .isFalse();
        assertThat(pbkdf2.matches(new char[0], "4096$" + salt + "$" + hash)).isFalse();
    }

    @Test
    void whatItWritesItTakes() {
        char[] password = "pässwörd ☃".toCharArray();
        String encoded = Pbkdf2.encode(password, new SecureRandom());
        assertThat(encoded).startsWith("600000$").doesNotContain("=");
        assertThat(pbkdf2.problem(encoded)).isEmpty();
        assertThat(pbkdf2.matches(password, encoded)).isTrue();
        assertThat(pbkdf2.matches("password".toCharArray(), encoded)).isFalse();
        assertThat(Pbkdf2.encode(password, new SecureRandom())).isNotEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(ints = {599_999, 1, 0, 10_000_001})
    void tooFewIterationsAreRefusedAndSoAreThoseThatWouldStopAllLogins(int iterations) {
        assertThat(pbkdf2.problem(iterations + "$" + SALT + "$" + HASH)).contains("600000 to 10000000 iterations");
        assertThat(pbkdf2.problem("600000$" + SALT + "$" + HASH)).isEmpty();
        assertThat(pbkdf2.problem("10000000$" + SALT + "$" + HASH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "600000", "600000$a", "x$y$z", "600000$!$!", "-600000$a$b", "600000$a$b$c", "9999999999$a$b"
            })
    void whatHasNotItsFormIsRefused(String encoded) {
        assertThat(pbkdf2.problem(encoded)).contains("iterations$salt$hash");
    }

    @Test
    void saltAndHashHaveTheirLengths() {
        String few = Base64.getEncoder().encodeToString(new byte[15]);
        String many = Base64.getEncoder().encodeToString(new byte[65]);
        assertThat(pbkdf2.problem("600000$" + few + "$" + HASH)).contains("salt of 16 to 64");
        assertThat(pbkdf2.problem("600000$" + many + "$" + HASH)).contains("salt of 16 to 64");
        assertThat(pbkdf2.problem("600000$" + SALT + "$" + few)).contains("hash of 32");
    }
}

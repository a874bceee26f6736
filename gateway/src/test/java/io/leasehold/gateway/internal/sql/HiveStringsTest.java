package io.leasehold.gateway.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiveStringsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "''|~~",
                "'a'|a",
                "'\\''|'",
                "'\\\"'|\"",
                "'\\\\'|\\",
                "'\\x'|x",
                "'\\%'|\\%",
                "'\\_'|\\_",
                "'a\\\\%'|a\\%",
                "'\\101'|A",
                "'\\1011'|A1",
                "'\\200'|200",
                "'\\18'|18",
                "'\\u0041'|A",
                "'\\u00e9\\u00E9'|éé",
                "'\\u00411'|A1",
                "'\\ud83d\\ude00'|😀",
                "'\\u41'|u41",
                "'\\u'|u",
                "'\\U0041'|U0041",
                "\"it's\"|it's",
                "\"\\'\"|'",
                "'C:\\\\temp'|C:\\temp",
            })
    void escapesAreHives(String literal, String value) throws RefusedStatementException {
        assertThat(HiveStrings.unescape(literal)).isEqualTo(value);
    }

    @Test
    void controlCharactersHaveLettersOfTheirOwn() throws RefusedStatementException {
        assertThat(HiveStrings.unescape("'\\0\\b\\n\\r\\t\\Z\\a\\f\\v'")).isEqualTo("\0\b\n\r\t\u001Aafv");
        assertThat(HiveStrings.unescape("'\\000\\012\\177\\08'")).isEqualTo("\0\n\177\0" + "8");
    }

    /** Hive adds up digits of minus one there. */
    @Test
    void aCharacterThatHiveWouldMakeUpIsRefused() {
        assertThatThrownBy(() -> HiveStrings.unescape("'C:\\users'"))
                .isInstanceOf(RefusedStatementException.class)
                .hasMessageContaining("hexadecimal");
    }
}

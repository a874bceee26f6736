package io.leasehold.testbed.hiveclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void whateverIsInAFieldItIsOneLineAndComesOutAsItWentIn() {
        List<@Nullable String> fields =
                Arrays.asList("", "a\tb", "c\nd\r\n", "e\\f\\t\\0", null, "\\0", "ü€😀\u0000", "");
        String line = Line.of(fields);
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(Line.fields(line)).isEqualTo(fields);
    }
}

package io.leasehold.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.drills.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputLineTest {

    private final List<String> done = new ArrayList<>();
    private final ByteArrayOutputStream prompts = new ByteArrayOutputStream();

    /** Notes when it is read first. */
    private final class Typed extends InputStream {
        private final InputStream keys;

        Typed(String text) {
            keys = new ByteArrayInputStream(text.getBytes(UTF_8));
        }

        @Override
        public int read() throws IOException {
            if (!done.contains("read")) {
                done.add("read");
            }
            int key = keys.read();
            if (key == '!') {
                throw new IOException("the terminal is gone");
            }
            return key;
        }
    }

    @Test
    void whatIsTypedIsAskedForAndNotSeen() throws IOException {
        InputLine line = line(this::terminal, "sesame\nand more");
        assertThat(line.isTyped()).isTrue();
        done.clear();
        assertThat(line.read("Password of ann")).isEqualTo("sesame");
        assertThat(done).containsExactly("-g", "-echo", "read", "saved");
        assertThat(prompts.toString(UTF_8)).isEqualTo("Password of ann: " + System.lineSeparator());
        assertThat(line.read("The same again")).isEqualTo("and more");
    }

    @Test
    void whatIsTypedAfterAFailureIsSeen() {
        InputLine line = line(this::terminal, "ses!");
        assertThatThrownBy(() -> line.read("Password")).isInstanceOf(IOException.class);
        assertThat(done).endsWith("read", "saved");
    }

    @Test
    void ofWhatIsNotTypedNobodyIsAsked() throws IOException {
        InputLine line = line(asked -> null, "sesame\r\nand more");
        assertThat(line.isTyped()).isFalse();
        assertThat(line.read("Password")).isEqualTo("sesame");
        assertThat(prompts.toString(UTF_8)).isEmpty();
    }

    @Test
    void aTerminalThatShowsAllIsRefused() {
        InputLine line = line(asked -> asked.equals("-echo") ? null : terminal(asked), "sesame\n");
        assertThatThrownBy(() -> line.read("Password")).isInstanceOf(BadInputException.class);
        assertThat(done).containsExactly("-g", "saved");
    }

    private @Nullable String terminal(String asked) {
        done.add(asked);
        return asked.equals("-g") ? "saved" : "";
    }

    private InputLine line(InputLine.Stty stty, String typed) {
        return new InputLine(stty, new Typed(typed), new PrintStream(prompts, true, UTF_8));
    }
}

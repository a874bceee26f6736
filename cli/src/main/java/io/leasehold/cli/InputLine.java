package io.leasehold.cli;

import io.leasehold.drills.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A secret line of standard input where the JDK has no console, which it has only if output goes to a terminal as well. Of
 * {@code leasehold sql -p ... >file} input may be a terminal all the same: then somebody is to be asked, and what they type is not to be
 * seen. For one thread.
 */
final class InputLine {

    private static final int LONGEST = 4_096;

    /** Runs {@code stty} on standard input. */
    interface Stty {

        /** What it says; null if standard input is no terminal. */
        @Nullable String run(String asked);
    }

    private final Stty stty;
    private final InputStream in;
    private final PrintStream prompts;

    InputLine(Stty stty, InputStream in, PrintStream prompts) {
        this.stty = stty;
        this.in = in;
        this.prompts = prompts;
    }

    static InputLine ofSystem() {
        return new InputLine(asked -> Terminal.stty(ProcessBuilder.Redirect.INHERIT, asked), System.in, System.err);
    }

    /** Whether somebody types it. */
    boolean isTyped() {
        return settings() != null;
    }

    /** The line; asked for if somebody types it. */
    String read(String prompt) throws IOException {
        String before = settings();
        return before == null ? line() : unseen(prompt, before);
    }

    /** All that the terminal does, as one word that it takes back. */
    private @Nullable String settings() {
        return stty.run("-g");
    }

    /** Who presses Ctrl-C in the middle is to see again what is typed afterwards. */
    private String unseen(String prompt, String before) throws IOException {
        AtEnd restore = new AtEnd("echo", () -> stty.run(before));
        try {
            if (stty.run("-echo") == null) {
                throw new BadInputException("This terminal would show the password: give it by a pipe instead.");
            }
            prompts.print(prompt + ": ");
            prompts.flush();
            String line = line();
            prompts.println();
            return line;
        } finally {
            stty.run(before);
            restore.cancel();
        }
    }

    /** Byte by byte: what follows the line is for somebody else. */
    private String line() throws IOException {
        byte[] line = new byte[LONGEST];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n' && length < LONGEST; next = in.read()) {
            line[length++] = (byte) next;
        }
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}

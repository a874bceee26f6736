package io.leasehold.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads passwords from where others cannot: they are never arguments, which everybody on the machine can list. Stateless. */
final class Passwords {

    /** The variable that stands for an answer to {@code sql}: what a client presents to a server. */
    static final String OF_CLIENT = "LEASEHOLD_PASSWORD";

    /** The same for {@code serve}: the gateway's own at its database, which no client should send to whatever server it names. */
    static final String OF_BACKEND = "LEASEHOLD_BACKEND_PASSWORD";

    private static final int LONGEST = 4_096;

    private Passwords() {}

    /**
     * The password: asked for, or the first line of standard input where that is no terminal; else what the environment has; else
     * empty.
     *
     * @param ask whether the user wants to be asked
     * @param prompt what to ask
     * @param variable of the environment
     */
    static String of(boolean ask, String prompt, String variable) throws IOException {
        if (ask) {
            return asked(prompt);
        }
        String value = System.getenv(variable);
        return value == null ? "" : value;
    }

    /** Asked for on the terminal, or the next line of standard input. */
    static String asked(String prompt) throws IOException {
        Console console = Terminal.present() ? System.console() : null;
        if (console == null) {
            return line(System.in);
        }
        char[] typed = console.readPassword("%s: ", prompt);
        return typed == null ? "" : new String(typed);
    }

    /** Byte by byte: what follows the line is for somebody else. */
    private static String line(InputStream in) throws IOException {
        byte[] line = new byte[LONGEST];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n' && length < LONGEST; next = in.read()) {
            line[length++] = (byte) next;
        }
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}

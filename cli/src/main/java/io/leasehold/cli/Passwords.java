package io.leasehold.cli;

import java.io.Console;
import java.io.IOException;

/** Reads passwords from where others cannot: they are never arguments, which everybody on the machine can list. Stateless. */
final class Passwords {

    /** The variable that stands for an answer to {@code sql}: what a client presents to a server. */
    static final String OF_CLIENT = "LEASEHOLD_PASSWORD";

    /** The same for {@code serve}: the gateway's own at its database, which no client should send to whatever server it names. */
    static final String OF_BACKEND = "LEASEHOLD_BACKEND_PASSWORD";

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

    /** Whether somebody types what is asked for. */
    static boolean areTyped() {
        return Terminal.present() || InputLine.ofSystem().isTyped();
    }

    /** Asked for on the terminal, or the next line of standard input. */
    static String asked(String prompt) throws IOException {
        Console console = Terminal.present() ? System.console() : null;
        if (console == null) {
            return InputLine.ofSystem().read(prompt);
        }
        char[] typed = console.readPassword("%s: ", prompt);
        return typed == null ? "" : new String(typed);
    }
}

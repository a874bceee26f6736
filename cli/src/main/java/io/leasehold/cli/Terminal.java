package io.leasehold.cli;

import io.leasehold.drills.report.Style;
import java.io.Console;

/** Whether somebody looks on. Stateless. */
final class Terminal {

    private Terminal() {}

    /** Whether output goes to a terminal. */
    static boolean present() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** Colours on a terminal that can show them, unless the user has said no (no-color.org). */
    static Style style() {
        boolean wanted = present() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return wanted ? Style.COLOURED : Style.PLAIN;
    }

    /** From JDK 22 on there is a console even where there is no terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before JDK 22 a console is a terminal.
            return true;
        }
    }
}

package io.leasehold.cli;

import io.leasehold.drills.report.Style;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether somebody looks on. Stateless. */
final class Terminal {

    private static final long STTY_MILLIS = 2_000;
    private static final Pattern SIZE = Pattern.compile("\\d{1,5} (\\d{1,5})");

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

    /** How many characters a line has, 0 if nobody knows: the JDK does not say, so the terminal itself is asked. */
    static int width() {
        String told = present() ? stty(ProcessBuilder.Redirect.from(new File("/dev/tty")), "size") : null;
        Matcher size = SIZE.matcher(told == null ? "" : told);
        return size.matches() ? Integer.parseInt(size.group(1)) : 0;
    }

    /** What {@code stty} says when it is asked this of the terminal that its input is; null if that is none. */
    static @Nullable String stty(ProcessBuilder.Redirect terminal, String asked) {
        try {
            Process stty = new ProcessBuilder("stty", asked)
                    .redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(STTY_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return null;
            }
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return stty.exitValue() == 0 ? said.strip() : null;
        } catch (IOException e) {
            // There is no such program, or no such file: not a Unix.
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
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

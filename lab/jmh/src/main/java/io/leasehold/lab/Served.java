package io.leasehold.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The other end of {@link ServingJvm}. Used by the main thread of that JVM. */
public final class Served {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintStream out;

    /** From now on whatever a library prints goes elsewhere: it must not mix with the answers. */
    public Served() {
        out = System.out;
        System.setOut(System.err);
    }

    public <O> O order(String[] arguments, Class<O> type) throws IOException {
        return MAPPER.readValue(arguments[0], type);
    }

    /** Says that it is ready, answers until its input ends, and ends the JVM, whatever threads it has. */
    public void serve(Object hello, Function<String, Object> answers) throws IOException {
        say(hello);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say(answers.apply(line));
        }
        System.exit(0);
    }

    private void say(Object answer) throws IOException {
        out.println(MAPPER.writeValueAsString(answer));
        out.flush();
    }
}

package io.leasehold.testbed.hiveclients;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The program in the client's JVM: reads requests, a line each, and does each on a thread of its own, so that one that waits for the
 * server keeps none from being cancelled; answers a line for each, in the order in which they are done. Ends with its input, which
 * ends with the test at the latest. Needs the driver and the JDK alone.
 *
 * <p>A request is a number, a verb and what {@link Work} wants with it. An answer is the number and {@code ok} with values,
 * {@code sql} with state, code and message, or {@code failed} with what was thrown.
 */
public final class ClientProgram {

    private static final int FAREWELL_SECONDS = 5;

    private final Work work = new Work();
    private final ExecutorService threads = Executors.newCachedThreadPool(job -> {
        Thread thread = new Thread(job, "request");
        thread.setDaemon(true);
        return thread;
    });
    private final PrintStream answers;

    private ClientProgram(PrintStream answers) {
        this.answers = answers;
    }

    /** @param arguments the class of the driver */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // What drivers print is no answer.
        System.setOut(System.err);
        Class.forName(arguments[0]);
        new ClientProgram(answers)
                .serve(new BufferedReader(
                        new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8)));
        // Threads of a driver's own would keep the JVM.
        Runtime.getRuntime().halt(0);
    }

    private void serve(BufferedReader requests) throws IOException, InterruptedException {
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            List<@Nullable String> request = Line.fields(line);
            threads.execute(() -> answer(request));
        }
        threads.execute(work::close);
        threads.shutdown();
        threads.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
    }

    private void answer(List<@Nullable String> request) {
        List<@Nullable String> answer = new ArrayList<>();
        answer.add(request.get(0));
        try {
            List<@Nullable String> values =
                    work.perform(Objects.requireNonNull(request.get(1)), request.subList(2, request.size()));
            answer.add("ok");
            answer.addAll(values);
        } catch (SQLException e) {
            answer.add("sql");
            answer.add(e.getSQLState());
            answer.add(Integer.toString(e.getErrorCode()));
            answer.add(e.getMessage());
        } catch (Throwable e) {
            answer.add("failed");
            answer.add(e.toString());
        }
        String line = Line.of(answer);
        synchronized (answers) {
            answers.println(line);
        }
    }
}

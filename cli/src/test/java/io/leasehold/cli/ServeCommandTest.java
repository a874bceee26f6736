package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** How the program serves and ends, with a gateway of paper. */
class ServeCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final BlockingQueue<Runnable> signals = new ArrayBlockingQueue<>(1);
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch draining = new CountDownLatch(1);
    private final CompletableFuture<Boolean> drained = new CompletableFuture<>();

    /** Drains when the test says so. */
    private final class Paper implements RunningGateway {
        @Override
        public List<Place> places() {
            return List.of(new Place("beeline, DBeaver", "jdbc:hive2://localhost:10000/default;auth=noSasl", ""));
        }

        @Override
        public List<String> pools() {
            return List.of("sample: 10 connections");
        }

        @Override
        public List<String> warnings() {
            return List.of("passwords cross the network unencrypted");
        }

        @Override
        public boolean drain() {
            draining.countDown();
            return drained.join();
        }

        @Override
        public String abandon() {
            return "2 sessions";
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private int serve(GatewayStarter starter, String... arguments) {
        ServeCommand command = new ServeCommand(starter, new Signals(cutOff::incrementAndGet, signals::add));
        return Main.commandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private CompletableFuture<Integer> serving() {
        return CompletableFuture.supplyAsync(
                () -> serve(options -> new Paper(), "serve", "--port=0", "--http-port=0", "--console-port=0"));
    }

    @Test
    void itShowsWhatToPasteAndEndsWellWhenAllThatRanHasEnded() throws Exception {
        CompletableFuture<Integer> status = serving();
        Runnable signal = signals.poll(60, TimeUnit.SECONDS);
        signal.run();
        drained.complete(true);
        assertThat(status.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString())
                .contains("jdbc:hive2://localhost:10000/default;auth=noSasl", "sample: 10 connections");
        assertThat(err.toString()).contains("leasehold serve: warning: passwords cross the network unencrypted");
        assertThat(closed).isTrue();
        assertThat(cutOff).hasValue(0);
    }

    @Test
    void itSaysByItsStatusThatSomethingWasCutOff() throws Exception {
        CompletableFuture<Integer> status = serving();
        signals.poll(60, TimeUnit.SECONDS).run();
        drained.complete(false);
        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(err.toString()).contains("cut off");
    }

    @Test
    void aSecondSignalDoesNotWait() throws Exception {
        CompletableFuture<Integer> status = serving();
        Runnable signal = signals.poll(60, TimeUnit.SECONDS);
        signal.run();
        assertThat(draining.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(cutOff).hasValue(0);
        signal.run();
        assertThat(cutOff).hasValue(1);
        assertThat(err.toString()).contains("leasehold serve: cut off: 2 sessions.");
        drained.complete(false);
        status.get(60, TimeUnit.SECONDS);
    }

    @Test
    void whatCannotBeServedIsOneMessage() {
        int status = serve(
                options -> {
                    throw new BadInputException("backends.shop.url must begin with jdbc:");
                },
                "serve",
                "--port=0",
                "--http-port=0",
                "--console-port=0");
        assertThat(err.toString()).isEqualTo("leasehold serve: backends.shop.url must begin with jdbc:\n");
        assertThat(status).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--user=me                                           | give --backend as well",
                "--no-auth                                           | give --backend as well",
                "--config=g.yaml --backend=jdbc:h2:mem:x             | --config FILE says all",
                "--config=g.yaml --port=1                            | --config FILE says all",
                "--backend=jdbc:h2:mem:x --no-auth --password-file=f | exclude each other",
                "--backend=jdbc:h2:mem:x --no-auth                   | give --user NAME",
                "--backend=jdbc:h2:mem:x --user=me                   | clients must log in: give --password-file FILE",
                "--port=70000                                        | --port 70000: a port is a number",
                "--http-port=x                                       | --http-port x: must be a whole number",
                "--password=hunter2                                  | --password takes no value",
                "--frobnicate                                        | --frobnicate",
            })
    void whatDoesNotGoTogetherIsRefusedBeforeAnythingStarts(String arguments, String said) {
        AtomicBoolean started = new AtomicBoolean();
        int status = serve(
                options -> {
                    started.set(true);
                    return new Paper();
                },
                ("serve " + arguments).split(" +"));
        assertThat(err.toString()).contains(said).doesNotContain("hunter2", "\tat ");
        assertThat(status).isEqualTo(2);
        assertThat(started).isFalse();
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int status = serve(
                    options -> new Paper(),
                    "serve",
                    "--console-port=" + taken.getLocalPort(),
                    "--port=0",
                    "--http-port=0");
            assertThat(err.toString())
                    .contains("--console-port " + taken.getLocalPort() + ": the port is in use")
                    .contains("is another gateway running?", "0 for a free one");
            assertThat(status).isEqualTo(2);
        }
    }

    @Test
    void helpNamesEveryOptionAndExitStatus() {
        CommandLine command =
                Main.commandLine(new ServeCommand(options -> new Paper(), new Signals(() -> {}, signals::add)));
        int status = command.setOut(new PrintWriter(out, true)).execute("serve", "--help");
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains(
                        "--config",
                        "--backend",
                        "--no-auth",
                        "--allow-superuser",
                        "--console-port",
                        "Exit status",
                        "3");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
}

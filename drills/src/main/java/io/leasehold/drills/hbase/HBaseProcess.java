package io.leasehold.drills.hbase;

import io.leasehold.drills.Crew;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * HBase as a process of its own, with the table of the drills. It ends with its standard input, so it outlives neither this object nor
 * this JVM, however that ends. Opened and closed by one thread.
 */
final class HBaseProcess implements AutoCloseable {

    static final String MAIN = "io.leasehold.testbed.hbase.HBaseServer";
    private static final String TABLE = "drill";
    private static final Pattern READY = Pattern.compile("zookeeper=(\\d+) .*");
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final Crew crew = new Crew();
    private final Process process;
    private final int zookeeperPort;

    HBaseProcess(List<Path> classPath) throws Exception {
        process = start(classPath);
        boolean up = false;
        try {
            zookeeperPort = crew.start("drill-hbase-start", this::awaitReady).within(START);
            up = true;
        } finally {
            if (!up) {
                close();
            }
        }
        crew.start("drill-hbase-output", () -> process.getInputStream().skip(Long.MAX_VALUE));
    }

    private static Process start(List<Path> classPath) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-Xmx512m", MAIN, TABLE).redirectErrorStream(true);
        String all = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        builder.environment().put("CLASSPATH", all);
        return builder.start();
    }

    private int awaitReady() throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String last = "it said nothing";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return Integer.parseInt(ready.group(1));
            }
            last = line;
        }
        throw new IOException("HBase did not start; the last it said: " + last.strip());
    }

    int zookeeperPort() {
        return zookeeperPort;
    }

    @Override
    public void close() throws InterruptedException {
        try {
            process.getOutputStream().close();
            if (process.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // The pipe is broken because the process is gone already: nothing is left to be asked to end.
            process.destroy();
        } finally {
            process.destroyForcibly();
            crew.close();
        }
    }
}

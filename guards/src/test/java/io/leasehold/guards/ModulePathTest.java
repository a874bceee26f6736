package io.leasehold.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each published module works for a user on the module path: its consumer under {@code src/test/consumers} is a module that requires
 * it, is compiled, and is run in a JVM of its own. HBase's jars share packages among each other, so for them there is the class path.
 */
class ModulePathTest {
    private static final Path CONSUMERS = Path.of("src/test/consumers");
    private static final Pattern LIBRARIES = Pattern.compile(
            ".*[/\\\\](leasehold-(core|jdbc|hbase|thrift|session|testkit|mybatis|micrometer|gateway)|slf4j-api|mybatis|libthrift"
                    + "|micrometer-(core|commons|observation|registry-prometheus)|prometheus-metrics-[a-z-]+|HdrHistogram|LatencyUtils"
                    + "|hive-service-rpc|jetty-(server|http|io|util)|snakeyaml-engine|j2html"
                    + "|h2|junit-jupiter-api|junit-platform-commons|opentest4j|apiguardian-api|jspecify)-[0-9][^/\\\\]*\\.jar");

    static List<BuildModule> publishedModules() {
        return BuildModule.PUBLISHED;
    }

    @ParameterizedTest
    @MethodSource("publishedModules")
    void aConsumerOnTheModulePathWorks(BuildModule module, @TempDir Path folder) throws Exception {
        String path = modulePath();
        List<String> classPath = module == BuildModule.HBASE
                ? List.of(
                        "--class-path",
                        classPath(),
                        "--add-reads",
                        "consumer=ALL-UNNAMED",
                        "--add-reads",
                        "io.leasehold.hbase=ALL-UNNAMED")
                : List.of("--class-path", "");
        compile(CONSUMERS.resolve(module.shortName()), classPath, path, folder.resolve("classes"));

        assertThat(run(classPath, path + File.pathSeparator + folder.resolve("classes"), folder))
                .isEqualTo("leased");
    }

    /** Our modules, and what they and their consumers require. */
    private static String modulePath() {
        return entries(ModulePathTest::isForTheModulePath);
    }

    /** What users have on the class path: HBase, and all it needs; without a logger, which would print beside the consumer. */
    private static String classPath() {
        return entries(entry -> entry.endsWith(".jar")
                && !isForTheModulePath(entry)
                && !entry.contains("leasehold-")
                && !entry.contains("logback"));
    }

    private static String entries(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isForTheModulePath(String entry) {
        return LIBRARIES.matcher(entry).matches()
                || BuildModule.PUBLISHED.stream()
                        .anyMatch(module -> Project.classesOf(module).equals(Path.of(entry)));
    }

    private static void compile(Path sources, List<String> classPath, String modulePath, Path classes)
            throws IOException {
        StringWriter said = new StringWriter();
        try (Stream<Path> files = Files.walk(sources)) {
            Stream<String> options = Stream.concat(
                    classPath.stream(),
                    Stream.of(
                            "--module-path",
                            modulePath,
                            "-d",
                            classes.toString(),
                            "-Xlint:all,-requires-automatic,-classfile,-path",
                            "-Werror"));
            Stream<String> names = files.map(Path::toString).filter(name -> name.endsWith(".java"));
            int status = ToolProvider.findFirst("javac")
                    .orElseThrow()
                    .run(
                            new PrintWriter(said),
                            new PrintWriter(said),
                            Stream.concat(options, names).toArray(String[]::new));
            assertThat(status).as("javac said: %s", said).isZero();
        }
    }

    private static String run(List<String> classPath, String modulePath, Path folder) throws Exception {
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        Stream<String> command = Stream.concat(
                Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        classPath.stream()),
                Stream.of("--module-path", modulePath, "--module", "consumer/consumer.Main"));
        Process process = new ProcessBuilder(command.toList())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended within 60 s")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as("it said: %s", Files.readString(errors))
                .isZero();
        return Files.readString(output).strip();
    }
}

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
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each published module works for a user on the module path: its consumer under {@code src/test/consumers} is a module that requires
 * it, is compiled, and is run in a JVM of its own.
 */
class ModulePathTest {
    private static final Path CONSUMERS = Path.of("src/test/consumers");
    private static final Pattern LIBRARIES = Pattern.compile(
            ".*[/\\\\](leasehold-(core|jdbc|thrift|testkit|mybatis)|slf4j-api|mybatis|libthrift"
                    + "|h2|junit-jupiter-api|junit-platform-commons|opentest4j|apiguardian-api|jspecify)-[0-9][^/\\\\]*\\.jar");

    static List<BuildModule> publishedModules() {
        return BuildModule.PUBLISHED;
    }

    @ParameterizedTest
    @MethodSource("publishedModules")
    void aConsumerOnTheModulePathWorks(BuildModule module, @TempDir Path folder) throws Exception {
        String path = modulePath();
        compile(CONSUMERS.resolve(module.shortName()), path, folder.resolve("classes"));

        assertThat(run(path + File.pathSeparator + folder.resolve("classes"), folder))
                .isEqualTo("leased");
    }

    /** Our modules, and what they and their consumers require. */
    private static String modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> LIBRARIES.matcher(entry).matches()
                        || BuildModule.PUBLISHED.stream()
                                .anyMatch(module -> Project.classesOf(module).equals(Path.of(entry))))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void compile(Path sources, String modulePath, Path classes) throws IOException {
        StringWriter said = new StringWriter();
        try (Stream<Path> files = Files.walk(sources)) {
            Stream<String> options = Stream.of(
                    "--class-path",
                    "",
                    "--module-path",
                    modulePath,
                    "-d",
                    classes.toString(),
                    "-Xlint:all,-requires-automatic",
                    "-Werror");
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

    private static String run(String modulePath, Path folder) throws Exception {
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modulePath,
                        "--module",
                        "consumer/consumer.Main")
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

package io.leasehold.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The {@code leasehold} script, in a checkout that has a Maven and a Java of paper. */
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {
    private static final String JAVA =
            "#!/bin/sh\n[ \"$1\" = -version ] && { echo 'openjdk version \"%s\"' >&2; exit 0; }\n"
                    + "shift 3; echo \"ran: $*\"; exit 7\n";
    private static final String MAVEN =
            "#!/bin/sh\necho \"built: $*\"\nmkdir -p cli/target && : > cli/target/leasehold.jar\n";

    private static final List<String> MODULES = List.of(
            "core",
            "codegen",
            "jdbc",
            "thrift",
            "testkit",
            "session",
            "integrations/mybatis",
            "integrations/micrometer",
            "gateway",
            "drills",
            "cli",
            "hbase",
            "testbed/hbase",
            "drills-hbase");

    @TempDir
    Path folder;

    private Path checkout;
    private Path javaHome;

    @BeforeEach
    void laysOutACheckout() throws IOException {
        checkout = Files.createDirectory(folder.resolve("check out"));
        javaHome = folder.resolve("jdk");
        Files.copy(Project.ROOT.resolve("leasehold"), checkout.resolve("leasehold"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        for (String module : MODULES) {
            Files.createDirectories(checkout.resolve(module).resolve("src/main"));
            Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
        }
        script(checkout.resolve("mvnw"), MAVEN);
        script(javaHome.resolve("bin/java"), JAVA.formatted("17.0.1"));
    }

    @Test
    void bothScriptsBuildAnewForTheSameModules() throws IOException {
        String forShell = Files.readString(Project.ROOT.resolve("leasehold"));
        String forWindows = Files.readString(Project.ROOT.resolve("leasehold.cmd"));
        Matcher ofShell = Pattern.compile("stale \"\\$jar\" ([^;]+);").matcher(forShell);
        Matcher ofWindows = Pattern.compile("\\$m=([^;]+);").matcher(forWindows);

        assertThat(ofShell.find() && ofWindows.find()).isTrue();
        assertThat(ofWindows.group(1).replace("'", "").replace('\\', '/').split(","))
                .containsExactly(ofShell.group(1).split(" "));
    }

    /** A parenthesis in a path, as in "Program Files (x86)", ends the block that it is put into. */
    @Test
    void thePathsOfWindowsStandInNoBlock() throws IOException {
        boolean inBlock = false;
        for (String line : Files.readAllLines(Project.ROOT.resolve("leasehold.cmd"))) {
            if (inBlock) {
                assertThat(line).doesNotContain("%java%", "%JAVA_HOME%", "%root%", "%jar%");
            }
            inBlock = line.endsWith("(") || inBlock && !line.startsWith(")");
        }
    }

    @Test
    void onWindowsJavaIsAskedForItsVersionByWhatCmdMakesOfTheQuotes() throws IOException {
        Matcher asked = Pattern.compile("\"tokens=3\" %%v in \\('(.+)'\\) do")
                .matcher(Files.readString(Project.ROOT.resolve("leasehold.cmd")));
        assertThat(asked.find()).isTrue();
        assertThat(asCmdRuns(asked.group(1))).isEqualTo("\"%java%\" -version 2>&1 | findstr /i /c:\" version \"");
    }

    /** Of the command of a {@code for /f} the carets go that stand outside quotes, and then, by {@code cmd /c}, the outer quotes. */
    private static String asCmdRuns(String command) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < command.length(); i++) {
            if (command.charAt(i) == '^' && !quoted) {
                i++;
            } else if (command.charAt(i) == '"') {
                quoted = !quoted;
            }
            text.append(command.charAt(i));
        }
        int last = text.lastIndexOf("\"");
        return text.deleteCharAt(last).deleteCharAt(0).toString();
    }

    @Test
    void theFirstUseBuildsAndRuns() throws Exception {
        Result result = leasehold(javaHome, "drill", "--only", "a b");
        assertThat(result.err())
                .contains("leasehold: building")
                .contains("built: -q -B -DskipTests package -pl cli -am");
        assertThat(result.out()).isEqualTo("ran: drill --only a b\n");
        assertThat(result.status()).isEqualTo(7);
    }

    @Test
    void theSecondUseDoesNotBuild() throws Exception {
        leasehold(javaHome);
        assertThat(leasehold(javaHome).err()).isEmpty();
    }

    @Test
    void aSourceNewerThanTheJarIsBuilt() throws Exception {
        leasehold(javaHome);
        Path source = Files.writeString(checkout.resolve("drills/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(leasehold(javaHome).err()).contains("built:");
    }

    @Test
    void aBuildThatLeavesTheJarAloneIsNotRepeated() throws Exception {
        leasehold(javaHome);
        script(checkout.resolve("mvnw"), "#!/bin/sh\necho \"built: $*\"\n");
        Path jar = checkout.resolve("cli/target/leasehold.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(3600)));
        assertThat(leasehold(javaHome).err()).contains("built:");
        assertThat(leasehold(javaHome).err()).isEmpty();
    }

    @Test
    void hbaseIsBuiltOnceWhereItIsAskedFor() throws Exception {
        assertThat(leasehold(javaHome, "drill").err()).doesNotContain("-pl drills-hbase");
        assertThat(leasehold(javaHome, "drill", "--with", "hbase").err())
                .contains("downloads HBase", "built: -q -B -DskipTests package -pl drills-hbase -am");
        assertThat(leasehold(javaHome, "drill", "--with=hbase").err()).isEmpty();
        Path source = Files.writeString(checkout.resolve("testbed/hbase/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(leasehold(javaHome, "drill", "--with=hbase").err()).contains("-pl drills-hbase");
    }

    @Test
    void aFailedBuildOfHBaseSaysHowToSeeAllOfIt() throws Exception {
        leasehold(javaHome);
        script(checkout.resolve("mvnw"), "#!/bin/sh\nexit 1\n");
        Result result = leasehold(javaHome, "drill", "--with=hbase");
        assertThat(result.err()).contains("./mvnw -DskipTests package -pl drills-hbase -am` shows all of it");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void aFailedBuildSaysHowToSeeAllOfIt() throws Exception {
        script(checkout.resolve("mvnw"), "#!/bin/sh\nexit 1\n");
        Result result = leasehold(javaHome);
        assertThat(result.err()).contains("the build failed; `cd ");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void anOldJavaIsRefusedByItsVersion() throws Exception {
        script(javaHome.resolve("bin/java"), JAVA.formatted("1.8.0_301"));
        Result result = leasehold(javaHome);
        assertThat(result.err())
                .isEqualTo("leasehold: " + javaHome.resolve("bin/java")
                        + " is Java 8: install a JDK 17 or newer, or set JAVA_HOME to one.\n");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void theVersionIsReadFromTheFileThatTheJdkHasForItAndJavaIsNotStarted() throws Exception {
        Files.writeString(javaHome.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\nLIBC=\"gnu\"\n");
        assertThat(leasehold(javaHome).err()).contains("is Java 11: install a JDK 17");
        Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"21\"\n");
        script(javaHome.resolve("bin/java"), JAVA.formatted("1.8.0_301"));
        assertThat(leasehold(javaHome, "drill").out()).contains("ran: drill");
    }

    @Test
    void aJavaHomeWithoutJavaIsRefusedByItsName() throws Exception {
        Result result = leasehold(folder);
        assertThat(result.err()).contains("JAVA_HOME is " + folder);
        assertThat(result.status()).isEqualTo(2);
    }

    private record Result(int status, String out, String err) {}

    private Result leasehold(Path home, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", checkout.resolve("leasehold").toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(Map.of("JAVA_HOME", home.toString()));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

package io.leasehold.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every test that docs/rules.md names ran in this build and passed. Reads the reports of all modules, so it means something only in a
 * build of all of them: this module is the last one.
 */
class RulesTest {
    private static final Pattern LAW = Pattern.compile("(?m)^@JCStressTest|^    @Operation\\b");

    private static final Pattern FAULT = Pattern.compile("[rR]ow\\(\\w+, \"([^\"]+)\"");

    private final String page = Project.read(Project.ROOT.resolve("docs/rules.md"));
    private final List<Rule> rules = Rule.in(page);

    @Test
    void everyRowIsRead() {
        long rows = page.lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("| id ") && !line.startsWith("|--"))
                .count();
        assertThat(rules).hasSize((int) rows);
        assertThat(rules).extracting(Rule::id).doesNotHaveDuplicates();
    }

    @Test
    void everyLawThatIsNamedIsInTheLab() {
        List<String> lab =
                Project.files(
                                Project.ROOT.resolve("lab"),
                                file -> file.toString().endsWith(".java"))
                        .stream()
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .toList();
        assertThat(lab)
                .containsAll(
                        rules.stream().flatMap(rule -> rule.laws().stream()).toList());
    }

    /** A search that no rule names is one that nobody would miss. */
    @Test
    void everyLawOfTheLabIsNamed() {
        List<String> lab =
                Project.files(
                                Project.ROOT.resolve("lab"),
                                file -> file.toString().endsWith(".java"))
                        .stream()
                        .filter(file -> LAW.matcher(Project.read(file)).find())
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .toList();
        assertThat(lab).isNotEmpty();
        assertThat(rules.stream().flatMap(rule -> rule.laws().stream()).toList())
                .containsAll(lab);
    }

    /** A row's title is written in one piece where the rows are listed. */
    @Test
    void everyBenchmarkThatIsNamedIsARowOfTheLab() {
        String lab =
                Project.files(
                                Project.ROOT.resolve("lab/jmh/src/main"),
                                file -> file.toString().endsWith(".java"))
                        .stream()
                        .map(Project::read)
                        .collect(Collectors.joining());
        assertThat(rules.stream().flatMap(rule -> rule.benchmarks().stream()))
                .isNotEmpty()
                .allSatisfy(title -> assertThat(lab).contains('"' + title));
    }

    /** A fault may keep no rule from holding, and one that no rule names is one that nobody would miss. */
    @Test
    void everyFaultThatIsNamedIsARowOfTheLabAndEveryRowIsNamed() {
        String lab =
                Project.read(Project.ROOT.resolve("lab/faults/src/main/java/io/leasehold/lab/chaos/rows/Rows.java"));
        List<String> titles =
                FAULT.matcher(lab).results().map(found -> found.group(1)).toList();
        assertThat(titles).hasSizeGreaterThan(20);
        assertThat(rules.stream().flatMap(rule -> rule.faults().stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(titles);
    }

    @Test
    void everyTestThatIsNamedRanAndPassed() throws Exception {
        TestReports reports = TestReports.read();
        List<String> objections = rules.stream()
                .flatMap(rule -> rule.tests().stream()
                        .flatMap(test -> reports.objections(test).stream())
                        .map(objection -> rule.id() + ": " + objection))
                .toList();
        long open = rules.stream().filter(Rule::isOpen).count();
        System.out.printf("docs/rules.md: %d rules, %d of them not yet shown%n", rules.size(), open);
        assertThat(objections).isEmpty();
    }
}

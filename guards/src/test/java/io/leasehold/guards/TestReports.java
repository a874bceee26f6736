package io.leasehold.guards;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the tests of all modules came to in this build, read from Surefire's reports. Immutable once read. */
final class TestReports {
    enum Outcome {
        PASSED,
        SKIPPED,
        FAILED
    }

    private final Map<String, Set<Outcome>> onThisJdk = new HashMap<>();
    private final Map<String, Set<Outcome>> onJdk25 = new HashMap<>();

    static TestReports read() throws Exception {
        TestReports reports = new TestReports();
        for (Path file : reportFiles()) {
            Map<String, Set<Outcome>> run =
                    file.toString().endsWith("-jdk25.xml") ? reports.onJdk25 : reports.onThisJdk;
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element testCase = (Element) cases.item(i);
                run.computeIfAbsent(key(testCase), key -> EnumSet.noneOf(Outcome.class))
                        .add(outcome(testCase));
            }
        }
        return reports;
    }

    /** What speaks against the test having shown its rule in this build; empty if nothing does. */
    List<String> objections(Rule.Test test) {
        Set<Outcome> here = onThisJdk.getOrDefault(test.toString(), Set.of());
        Set<Outcome> on25 = onJdk25.getOrDefault(test.toString(), Set.of());
        List<String> objections = new ArrayList<>();
        if (here.isEmpty() && on25.isEmpty()) {
            objections.add(test + " does not exist or did not run");
        }
        if (test.newJdkOnly() && !onJdk25.isEmpty() && on25.isEmpty()) {
            objections.add(test + " did not run on JDK 25");
        }
        if (here.contains(Outcome.FAILED) || on25.contains(Outcome.FAILED)) {
            objections.add(test + " failed");
        }
        if (on25.contains(Outcome.SKIPPED) || here.contains(Outcome.SKIPPED) && !test.newJdkOnly()) {
            objections.add(test + " was skipped");
        }
        return objections;
    }

    private static List<Path> reportFiles() {
        List<Path> files = new ArrayList<>();
        for (Path pom : Project.files(Project.ROOT, file -> file.endsWith("pom.xml"))) {
            Path reports = pom.resolveSibling("target/surefire-reports");
            if (reports.toFile().isDirectory()) {
                files.addAll(Project.files(
                        reports, file -> file.getFileName().toString().matches("TEST-.*\\.xml")));
            }
        }
        return files;
    }

    /** {@code Type#method}: without package, parameters, repetition and the suffix of the run. */
    private static String key(Element testCase) {
        String type = testCase.getAttribute("classname").replaceFirst("\\(.*", "");
        String method = testCase.getAttribute("name").replaceFirst("[({\\[ ].*", "");
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "#" + method;
    }

    private static Outcome outcome(Element testCase) {
        if (testCase.getElementsByTagName("skipped").getLength() > 0) {
            return Outcome.SKIPPED;
        }
        boolean passed = testCase.getElementsByTagName("failure").getLength() == 0
                && testCase.getElementsByTagName("error").getLength() == 0;
        return passed ? Outcome.PASSED : Outcome.FAILED;
    }
}

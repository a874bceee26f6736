package io.leasehold.guards;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of docs/rules.md. Immutable.
 *
 * @param id unique, for example {@code P1.2}
 * @param text the rule
 * @param tests what shows it
 * @param laws what searches for a breach of it in lab/races: the simple names of classes there
 * @param benchmarks what judges its speed in lab/bench: a part of a row's title
 * @param faults what must not break it in lab/chaos: a row's title
 */
record Rule(String id, String text, List<Test> tests, List<String> laws, List<String> benchmarks, List<String> faults) {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+\\d*\\.\\d+) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:\\.\\w+)*)#(\\w+)`( on 25)?");

    private static final Pattern LAW = Pattern.compile("`(\\w+)` in lab/races");
    private static final Pattern BENCHMARK = Pattern.compile("`([^`]+)` in lab/bench");
    private static final Pattern FAULT = Pattern.compile("`([^`]+)` in lab/chaos");

    /**
     * A test method.
     *
     * @param type the simple name of its class, {@code Outer.Nested} for a nested one
     * @param newJdkOnly whether it runs on JDK 25 alone
     */
    record Test(String type, String method, boolean newJdkOnly) {
        @Override
        public String toString() {
            return type + "#" + method;
        }
    }

    static List<Rule> in(String page) {
        List<Rule> rules = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            String cell = row.group(3);
            Rule rule = new Rule(
                    row.group(1),
                    row.group(2),
                    tests(cell),
                    named(LAW, cell),
                    named(BENCHMARK, cell),
                    named(FAULT, cell));
            if (rule.isOpen() != cell.equals("not yet shown")) {
                throw new AssertionError(
                        rule.id + ": the last column must name tests, laws or benchmarks, or be: not yet shown");
            }
            rules.add(rule);
        }
        return rules;
    }

    /** Whether nothing shows it yet. */
    boolean isOpen() {
        return tests.isEmpty() && laws.isEmpty() && benchmarks.isEmpty();
    }

    private static List<Test> tests(String cell) {
        List<Test> tests = new ArrayList<>();
        Matcher test = TEST.matcher(cell);
        while (test.find()) {
            tests.add(new Test(test.group(1), test.group(2), test.group(3) != null));
        }
        return tests;
    }

    private static List<String> named(Pattern pattern, String cell) {
        return pattern.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}

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
 * @param tests what shows it; empty if nothing does yet
 */
record Rule(String id, String text, List<Test> tests) {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+\\d*\\.\\d+) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:\\.\\w+)*)#(\\w+)`( on 25)?");

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
            rules.add(new Rule(row.group(1), row.group(2), tests(row.group(1), row.group(3))));
        }
        return rules;
    }

    private static List<Test> tests(String id, String cell) {
        List<Test> tests = new ArrayList<>();
        Matcher test = TEST.matcher(cell);
        while (test.find()) {
            tests.add(new Test(test.group(1), test.group(2), test.group(3) != null));
        }
        if (tests.isEmpty() != cell.equals("not yet shown")) {
            throw new AssertionError(id + ": the last column must hold `Class#method` or: not yet shown");
        }
        return tests;
    }
}

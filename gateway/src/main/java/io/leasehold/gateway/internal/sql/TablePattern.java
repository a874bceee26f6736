package io.leasehold.gateway.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sequence of tokens, as a {@link StatementTable} writes it. Immutable.
 *
 * <pre>
 * ^        the beginning of the statement, parentheses left out; first or not at all
 * A|B      one of these names, quoted or not
 * [A|B]    the same, or nothing
 * (        this sign, and so any other
 * '        a string
 * 'A|B     a string that is one of these, in whatever case
 * !,       anything but this sign, the end included; !' anything but a string
 * {setting}  a name or string that is one of the table's settings
 * {name}   a name, quoted or not
 * ...      anything, once at most and only behind ^
 * </pre>
 */
final class TablePattern {

    private static final int FAILED = -1;

    private interface Element {
        boolean fits(Tokens tokens, int i) throws RefusedStatementException;
    }

    private record Step(Element element, boolean optional, boolean skipsBefore) {}

    private final boolean anchored;
    private final Set<String> firstKeys;
    private final List<Step> steps;

    private TablePattern(boolean anchored, Set<String> firstKeys, List<Step> steps) {
        this.anchored = anchored;
        this.firstKeys = firstKeys;
        this.steps = steps;
    }

    /** @throws IllegalArgumentException if it is no pattern */
    static TablePattern parse(String text, Set<String> settings) {
        List<String> parts = new ArrayList<>(List.of(text.strip().split("\\s+")));
        boolean anchored = parts.get(0).equals("^");
        if (anchored) {
            parts.remove(0);
        }
        List<Step> steps = new ArrayList<>();
        boolean skips = false;
        for (String part : parts) {
            if (part.equals("...")) {
                if (!anchored || skips || steps.stream().anyMatch(Step::skipsBefore)) {
                    throw new IllegalArgumentException("One ... at most, behind ^: " + text);
                }
                skips = true;
            } else {
                boolean optional = part.startsWith("[") && part.endsWith("]");
                String bare = optional ? part.substring(1, part.length() - 1) : part;
                steps.add(new Step(element(bare, settings), optional, skips));
                skips = false;
            }
        }
        if (steps.isEmpty() || skips || !anchored && steps.get(0).optional()) {
            throw new IllegalArgumentException("A pattern begins and ends with something that is there: " + text);
        }
        return new TablePattern(anchored, anchored ? Set.of() : alternatives(parts.get(0)), List.copyOf(steps));
    }

    private static Element element(String part, Set<String> settings) {
        if (part.startsWith("!") && part.length() > 1) {
            Element not = element(part.substring(1), settings);
            return (tokens, i) -> !not.fits(tokens, i);
        }
        if (part.equals("{setting}")) {
            return (tokens, i) ->
                    (tokens.isName(i) || tokens.kind(i) == Tokens.STRING) && settings.contains(tokens.key(i));
        }
        if (part.equals("{name}")) {
            return Tokens::isName;
        }
        if (part.equals("'")) {
            return (tokens, i) -> tokens.kind(i) == Tokens.STRING;
        }
        if (part.startsWith("'")) {
            Set<String> values = alternatives(part.substring(1));
            return (tokens, i) -> tokens.kind(i) == Tokens.STRING && values.contains(tokens.key(i));
        }
        if (isSymbol(part)) {
            char symbol = part.charAt(0);
            return (tokens, i) -> tokens.isSymbol(i, symbol);
        }
        Set<String> names = alternatives(part);
        return (tokens, i) -> tokens.isName(i) && names.contains(tokens.key(i));
    }

    private static Set<String> alternatives(String part) {
        if (isSymbol(part)) {
            return Set.of(part);
        }
        if (!part.matches("[A-Z0-9_|]+")) {
            throw new IllegalArgumentException("No names in capitals: " + part);
        }
        return Stream.of(part.split("\\|")).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isSymbol(String part) {
        return part.length() == 1 && !Character.isLetter(part.charAt(0));
    }

    /** Whether it can fit at the beginning of a statement alone. */
    boolean isAnchored() {
        return anchored;
    }

    /** For what is not: the names or the sign it begins with. */
    Set<String> firstKeys() {
        return firstKeys;
    }

    boolean fits(Tokens tokens, int at) throws RefusedStatementException {
        return end(tokens, at, 0) != FAILED;
    }

    /** Where to go on looking behind what fits at a place: behind it, or, of what skips, behind its first token; -1 if it does not. */
    int next(Tokens tokens, int at) throws RefusedStatementException {
        int end = end(tokens, at, 0);
        return end == FAILED || steps.stream().noneMatch(Step::skipsBefore) ? end : at + 1;
    }

    private int end(Tokens tokens, int at, int step) throws RefusedStatementException {
        if (step == steps.size()) {
            return at;
        }
        Step next = steps.get(step);
        int last = next.skipsBefore() ? tokens.size() : at;
        for (int i = at; i <= last; i++) {
            if (next.element().fits(tokens, i)) {
                int end = end(tokens, i + 1, step + 1);
                if (end != FAILED) {
                    return end;
                }
            }
        }
        return next.optional() ? end(tokens, at, step + 1) : FAILED;
    }
}

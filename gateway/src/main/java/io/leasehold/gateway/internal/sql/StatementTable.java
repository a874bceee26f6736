package io.leasehold.gateway.internal.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What statements of one backend need of their connection, and what is denied: a resource file beside this class, the one place
 * where a language's constructs are listed. Immutable.
 *
 * <p>A line is {@code class pattern ; what the statement does}. Denied lines are looked for first, everywhere. Then, at each token,
 * the first line that fits there counts, and what it fits is not looked at again; of all that count the strongest does. A line
 * whose class ends in ! fits only at the beginning and settles the matter, for grammars in which what follows means something else.
 */
final class StatementTable {

    private enum Effect {
        PLAIN,
        TX,
        STATEFUL,
        READS,
        DENIED,
        /** Denied where clients act for others, else stateful. */
        DOAS
    }

    private record Line(Effect effect, boolean settles, TablePattern pattern, String reason) {
        boolean isDenied(boolean doAs) {
            return effect == Effect.DENIED || doAs && effect == Effect.DOAS;
        }

        Effect strength() {
            return effect == Effect.DOAS ? Effect.STATEFUL : effect;
        }
    }

    /** The class of a statement for the backend, and why. */
    record Verdict(StatementClass kind, boolean readsState, String reason) {}

    private static final Verdict PLAIN = new Verdict(StatementClass.PLAIN, false, "");

    private final Set<String> settings = new HashSet<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, List<Line>> byFirst = new HashMap<>();

    private StatementTable() {}

    static StatementTable of(BackendKind backend) {
        String name = backend.name().toLowerCase(Locale.ROOT) + ".statements";
        try (InputStream file = StatementTable.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("There is no " + name);
            }
            return parse(new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if a line is none */
    static StatementTable parse(List<String> text) {
        StatementTable table = new StatementTable();
        for (String line : text) {
            if (!line.isBlank() && !line.startsWith("#")) {
                table.add(line);
            }
        }
        return table;
    }

    private void add(String line) {
        String[] parts = line.split(";", 2);
        String[] words = parts[0].strip().split("\\s+", 2);
        if (words.length < 2) {
            throw new IllegalArgumentException("A class and a pattern: " + line);
        }
        if (words[0].equals("setting")) {
            settings.add(words[1]);
            return;
        }
        boolean settles = words[0].endsWith("!");
        Effect effect = Effect.valueOf(words[0].replace("!", "").toUpperCase(Locale.ROOT));
        TablePattern pattern = TablePattern.parse(words[1], settings);
        if (settles && !pattern.isAnchored() || effect != Effect.PLAIN && effect != Effect.TX && parts.length < 2) {
            throw new IllegalArgumentException("! goes with ^, and all but the plain says what it does: " + line);
        }
        Line added = new Line(effect, settles, pattern, parts.length < 2 ? "" : parts[1].strip());
        lines.add(added);
        pattern.firstKeys()
                .forEach(key ->
                        byFirst.computeIfAbsent(key, none -> new ArrayList<>()).add(added));
    }

    /** Names, in capitals, of what no client may set, since it changes how the backend reads text. */
    Set<String> settings() {
        return Set.copyOf(settings);
    }

    /** @throws RefusedStatementException if it is denied */
    Verdict judge(Tokens tokens, SqlRules rules) throws RefusedStatementException {
        int first = firstToken(tokens);
        for (int i = first; i < tokens.size(); i++) {
            refuse(tokens, i, candidates(tokens, i, first), rules);
        }
        Effect strongest = Effect.PLAIN;
        String reason = "";
        int i = first;
        while (i < tokens.size()) {
            Line line = firstFitting(tokens, i, candidates(tokens, i, first));
            if (line != null && line.settles()) {
                return verdict(line.effect(), line.reason());
            }
            if (line != null && line.strength().compareTo(strongest) > 0) {
                strongest = line.strength();
                reason = line.reason();
            }
            i = line == null ? i + 1 : line.pattern().next(tokens, i);
        }
        return strongest.compareTo(Effect.STATEFUL) < 0 && isConfigured(tokens, rules)
                ? verdict(Effect.STATEFUL, "uses a name that is configured to be stateful")
                : verdict(strongest, reason);
    }

    private static int firstToken(Tokens tokens) {
        int first = 0;
        while (tokens.isSymbol(first, '(')) {
            first++;
        }
        return first;
    }

    private List<Line> candidates(Tokens tokens, int i, int first) throws RefusedStatementException {
        if (i == first) {
            return lines;
        }
        boolean known = tokens.isName(i) || tokens.kind(i) == Tokens.SYMBOL;
        return known ? byFirst.getOrDefault(tokens.key(i), List.of()) : List.of();
    }

    private static void refuse(Tokens tokens, int i, List<Line> candidates, SqlRules rules)
            throws RefusedStatementException {
        for (Line line : candidates) {
            if (line.isDenied(rules.doAs()) && line.pattern().fits(tokens, i)) {
                throw RefusedStatementException.denied("Denied: the statement " + line.reason() + ".");
            }
        }
    }

    private static @Nullable Line firstFitting(Tokens tokens, int i, List<Line> candidates)
            throws RefusedStatementException {
        for (Line line : candidates) {
            if (line.effect() != Effect.DENIED && line.pattern().fits(tokens, i)) {
                return line;
            }
        }
        return null;
    }

    private static boolean isConfigured(Tokens tokens, SqlRules rules) throws RefusedStatementException {
        if (!rules.statefulNames().isEmpty()) {
            for (int i = 0; i < tokens.size(); i++) {
                if (tokens.isName(i)
                        && rules.statefulNames().contains(tokens.key(i).toLowerCase(Locale.ROOT))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Verdict verdict(Effect effect, String reason) {
        return switch (effect) {
            case TX -> new Verdict(StatementClass.TX, false, "");
            case STATEFUL -> new Verdict(StatementClass.STATEFUL, false, reason);
            case READS -> new Verdict(StatementClass.STATEFUL, true, reason);
            default -> PLAIN;
        };
    }
}

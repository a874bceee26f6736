package io.leasehold.gateway.internal.sql;

import java.util.Locale;
import java.util.Set;

/** A statement's verb, and whether rows come by it, as far as its words say. Pure functions. */
final class StatementRows {

    static final String OTHER_VERB = "OTHER";

    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE", "FETCH");
    private static final Set<String> ANSWERS = Set.of("SHOW", "EXPLAIN", "DESCRIBE", "DESC");
    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");
    private static final Set<String> SILENT = Set.of(
            "ABORT",
            "ALTER",
            "BEGIN",
            "CLOSE",
            "CLUSTER",
            "COMMENT",
            "COMMIT",
            "COPY",
            "CREATE",
            "DEALLOCATE",
            "DECLARE",
            "DISCARD",
            "DO",
            "DROP",
            "END",
            "GRANT",
            "LISTEN",
            "LOAD",
            "LOCK",
            "MOVE",
            "NOTIFY",
            "PREPARE",
            "REFRESH",
            "REINDEX",
            "RELEASE",
            "RENAME",
            "RESET",
            "REVOKE",
            "ROLLBACK",
            "SAVEPOINT",
            "SET",
            "START",
            "TRUNCATE",
            "UNLISTEN",
            "UNLOCK",
            "USE",
            "VACUUM");
    private static final Set<String> UNCLEAR =
            Set.of("ANALYZE", "CALL", "CHECK", "EXECUTE", "HANDLER", "OPTIMIZE", "WITH");

    private StatementRows() {}

    /** The keyword that says what is done; behind WITH, the one of the statement that the names are for. */
    static String verb(Tokens tokens) {
        int at = verbAt(tokens);
        String word = tokens.kind(at) == Tokens.WORD
                ? tokens.text().substring(tokens.start(at), tokens.end(at)).toUpperCase(Locale.ROOT)
                : "";
        boolean known = QUERIES.contains(word)
                || ANSWERS.contains(word)
                || CHANGES.contains(word)
                || SILENT.contains(word)
                || UNCLEAR.contains(word);
        return known ? word : OTHER_VERB;
    }

    static Rows rows(Tokens tokens, BackendKind backend) {
        String verb = verb(tokens);
        int at = verbAt(tokens);
        if (verb.equals("SELECT")) {
            return hasWord(tokens, at, "INTO") ? Rows.UNKNOWN : Rows.YES;
        }
        if (QUERIES.contains(verb) || ANSWERS.contains(verb)) {
            return Rows.YES;
        }
        if (CHANGES.contains(verb)) {
            return changes(tokens, at, backend);
        }
        if (verb.equals("SET") && tokens.isWord(at + 1, "STATEMENT")) {
            return Rows.UNKNOWN;
        }
        return SILENT.contains(verb) && backend != BackendKind.OTHER ? Rows.NO : Rows.UNKNOWN;
    }

    private static Rows changes(Tokens tokens, int at, BackendKind backend) {
        if (!hasWord(tokens, at, "RETURNING")) {
            return backend == BackendKind.OTHER ? Rows.UNKNOWN : Rows.NO;
        }
        boolean reserved = backend == BackendKind.POSTGRESQL || backend == BackendKind.MARIADB;
        return reserved ? Rows.YES : Rows.UNKNOWN;
    }

    private static int verbAt(Tokens tokens) {
        int first = 0;
        while (tokens.isSymbol(first, '(')) {
            first++;
        }
        if (!tokens.isWord(first, "WITH")) {
            return first;
        }
        int depth = 0;
        for (int i = first + 1; i < tokens.size(); i++) {
            depth += depthBy(tokens, i);
            if (depth == 0 && isMainVerb(tokens, i)) {
                return i;
            }
        }
        return first;
    }

    private static boolean isMainVerb(Tokens tokens, int i) {
        return tokens.isWord(i, "SELECT")
                || tokens.isWord(i, "VALUES")
                || tokens.isWord(i, "TABLE")
                || CHANGES.stream().anyMatch(verb -> tokens.isWord(i, verb));
    }

    /** Whether a word stands outside of all parentheses that are opened behind the verb. */
    private static boolean hasWord(Tokens tokens, int from, String word) {
        int depth = 0;
        for (int i = from + 1; i < tokens.size(); i++) {
            depth += depthBy(tokens, i);
            if (depth <= 0 && tokens.isWord(i, word)) {
                return true;
            }
        }
        return false;
    }

    private static int depthBy(Tokens tokens, int i) {
        if (tokens.kind(i) != Tokens.SYMBOL) {
            return 0;
        }
        return tokens.isSymbol(i, '(') ? 1 : tokens.isSymbol(i, ')') ? -1 : 0;
    }
}

package io.leasehold.gateway.internal.sql;

/**
 * Writes Hive's tokens for a backend. Strings side by side are one string, as they are to Hive; what was between two tokens, blanks
 * or comments, is one blank. A string or quoted name never sticks to a word before it, lest the word become its prefix (E, N, X, B,
 * {@code _utf8}). Safe for any number of threads.
 */
final class Emitter {

    private final Quoting quoting;

    Emitter(Quoting quoting) {
        this.quoting = quoting;
    }

    String emit(Tokens tokens) throws RefusedStatementException {
        StringBuilder sql = new StringBuilder(tokens.text().length() + 16);
        int i = 0;
        while (i < tokens.size()) {
            if (i > 0 && !(tokens.sticks(i) && mayStick(tokens, i))) {
                sql.append(' ');
            }
            i = token(tokens, i, sql);
        }
        return sql.toString();
    }

    private static boolean mayStick(Tokens tokens, int i) {
        boolean quoted = tokens.kind(i) == Tokens.STRING || tokens.kind(i) == Tokens.NAME;
        byte before = tokens.kind(i - 1);
        return !(quoted && (before == Tokens.WORD || before == Tokens.NUMBER));
    }

    /** Writes one token, or all strings side by side; returns where the next is. */
    private int token(Tokens tokens, int i, StringBuilder sql) throws RefusedStatementException {
        switch (tokens.kind(i)) {
            case Tokens.STRING -> {
                return strings(tokens, i, sql);
            }
            case Tokens.NAME -> quoting.name(sql, tokens.value(i));
            default -> sql.append(tokens.text(), tokens.start(i), tokens.end(i));
        }
        return i + 1;
    }

    private int strings(Tokens tokens, int first, StringBuilder sql) throws RefusedStatementException {
        int end = first + 1;
        String value = tokens.value(first);
        if (tokens.kind(end) == Tokens.STRING) {
            StringBuilder all = new StringBuilder(value);
            while (tokens.kind(end) == Tokens.STRING) {
                all.append(tokens.value(end++));
            }
            value = all.toString();
        }
        Characters.check(value);
        quoting.string(sql, value);
        return end;
    }
}

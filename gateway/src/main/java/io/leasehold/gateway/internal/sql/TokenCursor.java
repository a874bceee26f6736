package io.leasehold.gateway.internal.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks along tokens from the first one, taking what is expected and staying where it is otherwise. For one thread. */
final class TokenCursor {

    private final Tokens tokens;
    private int at;

    TokenCursor(Tokens tokens) {
        this.tokens = tokens;
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == tokens.size();
    }

    /** Takes one of these words, given in capitals. */
    boolean word(String... words) {
        for (String word : words) {
            if (tokens.isWord(at, word)) {
                at++;
                return true;
            }
        }
        return false;
    }

    boolean symbol(char symbol) {
        if (tokens.isSymbol(at, symbol)) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes names with dots between them, without their quotes; none at all if there is no name here. */
    List<String> names() throws RefusedStatementException {
        List<String> names = new ArrayList<>();
        while (tokens.isName(at)) {
            names.add(tokens.value(at++));
            if (!tokens.isSymbol(at, '.') || !tokens.isName(at + 1)) {
                break;
            }
            at++;
        }
        return names;
    }

    /** Takes strings side by side; null if there is none here. */
    @Nullable String string() throws RefusedStatementException {
        if (tokens.kind(at) != Tokens.STRING) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        while (tokens.kind(at) == Tokens.STRING) {
            value.append(tokens.value(at++));
        }
        Characters.check(value.toString());
        return value.toString();
    }
}

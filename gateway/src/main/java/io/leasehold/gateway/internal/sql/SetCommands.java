package io.leasehold.gateway.internal.sql;

import io.leasehold.gateway.internal.sql.Command.None;
import io.leasehold.gateway.internal.sql.Command.Set;
import io.leasehold.gateway.internal.sql.Command.ShowSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads SET. In the dialect of Hive, {@code set name=value} is a setting of the session, whatever its name, and its value is all
 * that follows; what the backend would have made of it is not asked. In the native dialect SET is the backend's, but for settings
 * that are allowed: those the gateway keeps, so that the session has them on every connection. Safe for any number of threads.
 */
final class SetCommands {

    private static final Pattern HIVE = Pattern.compile("\\s+([\\p{Alpha}_][\\w.:-]*)\\s*=");
    private static final Pattern NAME = Pattern.compile("\\s+([\\p{Alpha}_][\\w.:-]*)");
    private static final Pattern NATIVE =
            Pattern.compile("(?i)\\s+(?:SESSION\\s+)?([\\p{Alpha}_][\\w.]*)\\s*(?:=|\\s+TO(?![\\w$]))");

    private final boolean hive;
    private final java.util.Set<String> denied;
    private final SqlRules rules;

    /** @param denied names in capitals */
    SetCommands(boolean hive, java.util.Set<String> denied, SqlRules rules) {
        this.hive = hive;
        this.denied = denied;
        this.rules = rules;
    }

    /** Of a statement whose first word is SET. */
    Command of(Tokens tokens) throws RefusedStatementException {
        int end = tokens.end(tokens.size() - 1);
        if (tokens.size() == 1) {
            return new ShowSettings(Optional.empty());
        }
        Matcher matcher = matcher(hive ? HIVE : NATIVE, tokens, end);
        if (matcher.lookingAt()) {
            return assignment(tokens, matcher, end);
        }
        return shown(tokens, end);
    }

    /** {@code SET -v}, or {@code SET k}, which has no other meaning anywhere. */
    private static Command shown(Tokens tokens, int end) {
        if (tokens.size() == 3 && tokens.isSymbol(1, '-') && tokens.isWord(2, "V")) {
            return new ShowSettings(Optional.empty());
        }
        Matcher name = matcher(NAME, tokens, end);
        return name.matches() ? new ShowSettings(Optional.of(name.group(1))) : new None();
    }

    private Command assignment(Tokens tokens, Matcher matcher, int end) throws RefusedStatementException {
        String name = matcher.group(1);
        if (hive) {
            if (denied.contains(name.toUpperCase(Locale.ROOT)) || rules.doAs() && name.equalsIgnoreCase("role")) {
                throw RefusedStatementException.denied("Denied: this setting is the gateway's to set.");
            }
            return new Set(name, value(tokens, matcher.end(), end));
        }
        int first = firstBehind(tokens, matcher.end());
        boolean allowed = rules.allowedSettings().contains(name.toLowerCase(Locale.ROOT));
        return allowed && isPlain(tokens, first) ? new Set(name, plain(tokens, first, end)) : new None();
    }

    private static int firstBehind(Tokens tokens, int place) {
        int i = tokens.size();
        while (tokens.start(i - 1) >= place) {
            i--;
        }
        return i;
    }

    /** A number, a word, or a string that has the same value for every reader; the rest is the backend's. */
    private static boolean isPlain(Tokens tokens, int first) {
        int last = tokens.size() - 1;
        if (first == last && tokens.kind(last) != Tokens.NUMBER) {
            return tokens.kind(last) != Tokens.SYMBOL
                    && !tokens.isWord(last, "DEFAULT")
                    && tokens.text()
                                    .substring(tokens.start(last), tokens.end(last))
                                    .indexOf('\\')
                            < 0;
        }
        for (int i = first; i <= last; i++) {
            if (tokens.kind(i) != Tokens.NUMBER && !tokens.isSymbol(i, '-') && !tokens.isSymbol(i, '.')) {
                return false;
            }
        }
        return first <= last;
    }

    private static String plain(Tokens tokens, int first, int end) throws RefusedStatementException {
        return first == tokens.size() - 1 ? tokens.value(first) : tokens.text().substring(tokens.start(first), end);
    }

    /** The text, or the value of a string that is all of it. */
    private static String value(Tokens tokens, int start, int end) throws RefusedStatementException {
        int last = tokens.size() - 1;
        String text = tokens.text().substring(start, end).strip();
        boolean string = tokens.kind(last) == Tokens.STRING && tokens.end(last) - tokens.start(last) == text.length();
        String value = string ? tokens.value(last) : text;
        Characters.check(value);
        return value;
    }

    private static Matcher matcher(Pattern pattern, Tokens tokens, int end) {
        return pattern.matcher(tokens.text()).region(tokens.end(0), end);
    }
}

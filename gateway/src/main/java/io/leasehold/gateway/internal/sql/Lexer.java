package io.leasehold.gateway.internal.sql;

/**
 * Cuts a statement into tokens, and refuses what could be cut in more than one way. For one text and one thread.
 *
 * <p>Why the backend cannot see other tokens than these. Hive's text never reaches it: what it gets is written from the tokens, by
 * {@link Quoting}, with no comment in it; what is neither quoted nor a comment goes through as it is, and of that, whatever could
 * begin a string, a quoted name or a comment there and not here is refused: {@code $}, {@code U&}, a backslash, #, //, control
 * characters and blanks beyond ASCII. Native text does reach it. There, a string ends at the first quote that is not doubled;
 * whoever takes backslashes for escapes would disagree only where one stands before a quote, which is refused, as are comments
 * within comments, comments that MariaDB runs, and a lone carriage return in a comment, which ends it for some.
 */
final class Lexer {

    private final String text;
    private final LexerRules rules;
    private final Tokens tokens;
    private int at;

    private Lexer(String text, LexerRules rules) {
        this.text = text;
        this.rules = rules;
        this.tokens = new Tokens(text, rules.hive());
    }

    /** The tokens of the one statement in a text, without the semicolons behind it; never none. */
    static Tokens read(String text, LexerRules rules) throws RefusedStatementException {
        Characters.check(text);
        Lexer lexer = new Lexer(text, rules);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        return lexer.oneStatement();
    }

    private void next() throws RefusedStatementException {
        char c = text.charAt(at);
        if (Characters.isBlank(c)) {
            at++;
        } else if (Characters.startsWord(text.codePointAt(at))) {
            word();
        } else if (Characters.isDigit(c)) {
            number();
        } else {
            switch (c) {
                case '\'' -> quoted(c, Tokens.STRING, true);
                case '"' -> quoted(c, rules.doubleQuote(), rules.backslashMatters());
                case '`' -> backtick();
                case '-' -> dash();
                case '/' -> slash();
                case '#' -> either(rules.hash(), "A # is no sign of Hive's and begins a comment in the database.");
                case '$' -> dollar();
                default -> symbol(c);
            }
        }
    }

    private void word() throws RefusedStatementException {
        int start = at;
        while (at < text.length() && Characters.isInWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (text.substring(start, at).contains("$$")) {
            throw refused("$$ is refused, since some databases quote by it; write a string in single quotes.", start);
        }
        if (at == start + 1 && (text.charAt(start) | 0x20) == 'u' && text.startsWith("&", at)) {
            throw refused("U& is refused, since it changes how the string behind it is read.", start);
        }
        tokens.add(Tokens.WORD, start, at);
    }

    /** Without $, by which PostgreSQL may begin a string right behind a number. */
    private void number() throws RefusedStatementException {
        int start = at;
        while (at < text.length() && Characters.isInNumber(text.charAt(at))) {
            at++;
        }
        tokens.add(Tokens.NUMBER, start, at);
    }

    private void quoted(char quote, byte kind, boolean backslashMatters) throws RefusedStatementException {
        int end = rules.hive() ? endByEscapes(quote) : endByDoubling(quote, backslashMatters);
        tokens.add(kind, at, end);
        at = end;
    }

    private void backtick() throws RefusedStatementException {
        if (!rules.backtick()) {
            symbol('`');
            return;
        }
        int end = endByDoubling('`', false);
        tokens.add(Tokens.NAME, at, end);
        at = end;
    }

    private int endByEscapes(char quote) throws RefusedStatementException {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\\') {
                i++;
            }
        }
        throw unterminated(quote);
    }

    private int endByDoubling(char quote, boolean backslashMatters) throws RefusedStatementException {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                if (backslashMatters && i > at + 1 && text.charAt(i - 1) == '\\') {
                    throw refused(
                            "A backslash before a quote in a string is an escape to some and a backslash to others: write a quote as"
                                    + " '' and keep a backslash away from it, or use the dialect hive, which escapes by backslashes.",
                            i - 1);
                }
                if (!text.startsWith(String.valueOf(quote), i + 1)) {
                    return i + 1;
                }
                i++;
            }
        }
        throw unterminated(quote);
    }

    private RefusedStatementException unterminated(char quote) {
        return refused("What " + quote + " begins has no end.", at);
    }

    private void dash() throws RefusedStatementException {
        boolean comment = text.startsWith("--", at)
                && (!rules.blankAfterDashes() || at + 2 == text.length() || text.charAt(at + 2) <= ' ');
        if (comment) {
            lineComment();
        } else {
            symbol('-');
        }
    }

    private void slash() throws RefusedStatementException {
        if (text.startsWith("/*", at)) {
            blockComment();
        } else if (text.startsWith("//", at)) {
            either(rules.slashes(), "// is no sign of Hive's and begins a comment in the database.");
        } else {
            symbol('/');
        }
    }

    private void either(LexerRules.Start start, String refusal) throws RefusedStatementException {
        switch (start) {
            case SYMBOL -> symbol(text.charAt(at));
            case COMMENT -> lineComment();
            default -> throw refused(refusal, at);
        }
    }

    private void lineComment() throws RefusedStatementException {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        if (!rules.hive() && text.startsWith("\r", at) && !text.startsWith("\r\n", at)) {
            throw refused("A comment has a carriage return in it, which ends it for some; end it by a line feed.", at);
        }
    }

    private void blockComment() throws RefusedStatementException {
        int start = at;
        if (rules.executableComments() && (text.startsWith("/*!", at) || text.startsWith("/*M!", at))) {
            throw refused(
                    "Comments that are run are refused; write what is in them as a part of the statement.", start);
        }
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
            if (at > text.length() || at == text.length() && depth > 0) {
                throw refused("A comment has no end.", start);
            }
            if (depth > 1 && !rules.hive()) {
                throw refused(
                        "A comment has another in it, which ends at different places for different databases.", start);
            }
        } while (depth > 0);
    }

    /** A sign of its own only before a digit, as a parameter of PostgreSQL's: before anything else it may begin a string there. */
    private void dollar() throws RefusedStatementException {
        if (rules.hive() || at + 1 == text.length() || !Characters.isDigit(text.charAt(at + 1))) {
            throw refused("$ outside of a name is refused, since some databases quote by it; use single quotes.", at);
        }
        symbol('$');
    }

    private void symbol(char c) throws RefusedStatementException {
        if (c <= ' ' || c > '~') {
            throw refused("A character that is no blank, letter, digit or sign stands outside of a string.", at);
        }
        if (c == '\\') {
            throw refused("A backslash outside of a string means nothing.", at);
        }
        tokens.add(Tokens.SYMBOL, at, at + 1);
        at++;
    }

    private Tokens oneStatement() throws RefusedStatementException {
        while (tokens.size() > 0 && tokens.isSymbol(tokens.size() - 1, ';')) {
            tokens.dropLast();
        }
        if (tokens.size() == 0) {
            throw RefusedStatementException.syntax("There is no statement in the text.");
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isSymbol(i, ';')) {
                throw refused("There is more than one statement in the text: send them one by one.", tokens.start(i));
            }
        }
        return tokens;
    }

    private static RefusedStatementException refused(String message, int place) {
        return RefusedStatementException.syntax(message + " (character " + (place + 1) + ")");
    }
}

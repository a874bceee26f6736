package io.leasehold.gateway.internal.sql;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The tokens of one statement, as places in its text: blanks and comments are what lies between them. Kept in arrays, since a
 * client may send millions. Written by the {@link Lexer}, then for reading alone.
 */
final class Tokens {

    /** An unquoted name or a keyword. */
    static final byte WORD = 1;

    /** Digits and what sticks to them; a point or an exponent's sign is a symbol of its own. */
    static final byte NUMBER = 2;

    /** A single character of punctuation. */
    static final byte SYMBOL = 3;

    /** A string, quotes included. */
    static final byte STRING = 4;

    /** A quoted name, quotes included. */
    static final byte NAME = 5;

    private static final int MOST = 4_000_000;

    private final String text;
    private final boolean hive;
    private byte[] kinds = new byte[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    Tokens(String text, boolean hive) {
        this.text = text;
        this.hive = hive;
    }

    void add(byte kind, int start, int end) throws RefusedStatementException {
        if (size == MOST) {
            throw RefusedStatementException.tooMuch("A statement may not have more than " + MOST + " words and signs.");
        }
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    void dropLast() {
        size--;
    }

    int size() {
        return size;
    }

    /** Zero beyond the last. */
    byte kind(int i) {
        return i < size ? kinds[i] : 0;
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    String text() {
        return text;
    }

    boolean isSymbol(int i, char symbol) {
        return kind(i) == SYMBOL && text.charAt(starts[i]) == symbol;
    }

    /** Whether this is an unquoted word, given in upper case. */
    boolean isWord(int i, String word) {
        return kind(i) == WORD
                && ends[i] - starts[i] == word.length()
                && text.regionMatches(true, starts[i], word, 0, word.length());
    }

    /** A name, quoted or not. */
    boolean isName(int i) {
        return kind(i) == WORD || kind(i) == NAME;
    }

    /** Whether nothing lies between this token and the one before. */
    boolean sticks(int i) {
        return i > 0 && starts[i] == ends[i - 1];
    }

    /** What the token stands for: a string's value, a name without its quotes, else the text. */
    String value(int i) throws RefusedStatementException {
        String raw = text.substring(starts[i], ends[i]);
        return switch (kind(i)) {
            case STRING -> hive ? HiveStrings.unescape(raw) : undoubled(raw);
            case NAME -> undoubled(raw);
            default -> raw;
        };
    }

    /**
     * What a name or a string is compared by: no case, no accents. H2 compares the capitals of a name, those of ſ and ı included; a
     * collation of MariaDB's may see no accents. To take one name too many for another costs no more than a pin.
     */
    String key(int i) throws RefusedStatementException {
        String value = value(i);
        for (int at = 0; at < value.length(); at++) {
            if (value.charAt(at) >= 0x80) {
                return Normalizer.normalize(value.replace('ß', 's'), Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}", "")
                        .toUpperCase(Locale.ROOT);
            }
        }
        return value.toUpperCase(Locale.ROOT);
    }

    private static String undoubled(String raw) {
        String quote = raw.substring(0, 1);
        return raw.substring(1, raw.length() - 1).replace(quote + quote, quote);
    }
}

package io.leasehold.gateway.internal.sql;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Hive reads where one string stands: its grammar's rule for strings and its escapes, by regular expressions. */
final class HiveReference {

    private static final Pattern STRING =
            Pattern.compile("'((?:[^'\\\\]|\\\\.)*+)'|\"((?:[^\"\\\\]|\\\\.)*+)\"", Pattern.DOTALL);
    private static final Pattern STRINGS = Pattern.compile("(?:" + STRING.pattern() + ")++", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(.{4})|([01][0-7]{2})|(.))", Pattern.DOTALL);
    private static final String LETTERS = "0bnrtZ";
    private static final String MEANINGS = "\0\b\n\r\t\u001A";

    private HiveReference() {}

    /** Whether the text is one string and nothing else, or several that stick together, as far as the grammar goes. */
    static boolean isString(String literal) {
        return STRINGS.matcher(literal).matches();
    }

    /** The value; nothing if the text is no string, or has what is always refused. */
    static Optional<String> value(String literal) {
        Matcher matcher = STRING.matcher(literal);
        StringBuilder value = new StringBuilder();
        int at = 0;
        while (at < literal.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return Optional.empty();
            }
            String content = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            try {
                value.append(ESCAPE.matcher(content).replaceAll(escape -> meaning(escape, content)));
            } catch (NumberFormatException notHexadecimal) {
                return Optional.empty();
            }
            at = matcher.end();
        }
        return isText(literal) && isText(value.toString()) ? Optional.of(value.toString()) : Optional.empty();
    }

    private static String meaning(MatchResult escape, String content) {
        if (escape.group(1) != null) {
            // parses no sign, unlike parseInt
            char read = (char)
                    Integer.parseUnsignedInt(escape.group(1).replace('+', 'x').replace('-', 'x'), 16);
            return Matcher.quoteReplacement(String.valueOf(read));
        }
        if (escape.group(2) != null) {
            return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(2), 8)));
        }
        String letter = escape.group(3);
        if (letter.equals("u") && content.length() - escape.end() >= 4) {
            throw new NumberFormatException("four characters, if fewer code points");
        }
        int known = LETTERS.indexOf(letter);
        String meant = known >= 0
                ? MEANINGS.substring(known, known + 1)
                : letter.equals("%") || letter.equals("_") ? "\\" + letter : letter;
        return Matcher.quoteReplacement(meant);
    }

    /** Whether it has no NUL, and UTF-8 can write it. */
    static boolean isText(String text) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return text.indexOf('\0') < 0;
        } catch (CharacterCodingException half) {
            return false;
        }
    }
}

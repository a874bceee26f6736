package io.leasehold.gateway.internal.sql;

/** Kinds of characters, and those that no text may have. */
final class Characters {

    private Characters() {}

    /** Refuses NUL, at which some databases stop reading, and halves of characters, which no encoding knows. */
    static void check(String text) throws RefusedStatementException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw RefusedStatementException.character("The text or a string in it has a NUL.");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw RefusedStatementException.character("The text or a string in it has half of a character.");
                }
                i++;
            }
        }
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isInNumber(char c) {
        return isDigit(c) || c == '_' || c < 0x80 && Character.isLetter(c);
    }

    static boolean startsWord(int c) {
        return c == '_' || Character.isLetter(c);
    }

    static boolean isInWord(int c) {
        return startsWord(c) || c == '$' || Character.isDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}

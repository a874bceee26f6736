package io.leasehold.gateway.client;

/** How texts look on a terminal, whose cells are of one width. Stateless. */
final class TextWidth {

    private static final char CUT = '…';

    /** The blocks of characters that take two cells, by Unicode's EastAsianWidth.txt: first and last of each. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900,
        0x1FAFF, 0x20000, 0x3FFFD
    };

    private TextWidth() {}

    /** In cells. */
    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (character >= WIDE[i] && character <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /** The text in so many cells, filled up with spaces at one end, or cut off and marked. */
    static String fitted(String text, int cells, boolean right) {
        int width = of(text);
        if (width > cells) {
            return cut(text, cells);
        }
        String space = " ".repeat(cells - width);
        return right ? space + text : text + space;
    }

    private static String cut(String text, int cells) {
        StringBuilder kept = new StringBuilder();
        int width = 0;
        for (int character : text.codePoints().toArray()) {
            if (width + of(character) > cells - 1) {
                break;
            }
            width += of(character);
            kept.appendCodePoint(character);
        }
        return kept.append(CUT)
                .append(" ".repeat(Math.max(0, cells - 1 - width)))
                .toString();
    }

    /**
     * The text on one line, with what commands a terminal made visible: whoever can write to a table must not be able to move the
     * cursor of whoever reads it.
     */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || isDirection(c)) {
                        shown.append(String.format("\\u%04X", (int) c));
                    } else {
                        shown.append(c);
                    }
                }
            }
        }
        return shown.toString();
    }

    /** Marks that turn the direction of writing, by which a text can look like another. */
    private static boolean isDirection(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }
}

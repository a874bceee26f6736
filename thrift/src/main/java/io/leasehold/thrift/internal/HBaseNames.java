package io.leasehold.thrift.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Columns as text and back, as HBase's shell writes them: printable ASCII as it is, every other byte, and the backslash, as
 * {@code \xNN}. Nothing is lost either way. Stateless.
 */
public final class HBaseNames {

    private static final String PREFIX = "\\x";

    private HBaseNames() {}

    /** @throws IllegalArgumentException if a character is not ASCII, or a {@code \x} is not followed by two hexadecimal digits */
    public static ByteBuffer bytes(String column) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(column.length());
        int i = 0;
        while (i < column.length()) {
            char c = column.charAt(i);
            if (column.startsWith(PREFIX, i)) {
                bytes.write(escaped(column, i + PREFIX.length()));
                i += PREFIX.length() + 2;
            } else if (c > 0x7f) {
                throw new IllegalArgumentException(
                        "column '" + column + "' has a character beyond ASCII: write its bytes as \\xNN");
            } else {
                bytes.write(c);
                i++;
            }
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    public static List<ByteBuffer> all(String... columns) {
        return Arrays.stream(columns).map(HBaseNames::bytes).toList();
    }

    private static int escaped(String column, int at) {
        int high = at + 1 < column.length() ? Character.digit(column.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(column.charAt(at + 1), 16);
        if (low < 0) {
            throw new IllegalArgumentException("column '" + column + "': \\x wants two hexadecimal digits after it");
        }
        return high << 4 | low;
    }

    public static String text(ByteBuffer column) {
        StringBuilder text = new StringBuilder(column.remaining());
        ByteBuffer bytes = column.duplicate();
        while (bytes.hasRemaining()) {
            int b = bytes.get() & 0xff;
            if (b >= ' ' && b <= '~' && b != '\\') {
                text.append((char) b);
            } else {
                text.append(String.format("\\x%02X", b));
            }
        }
        return text.toString();
    }
}

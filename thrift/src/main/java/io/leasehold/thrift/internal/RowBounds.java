package io.leasehold.thrift.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The neighbours of row keys, which HBase orders as unsigned bytes. Stateless. */
public final class RowBounds {

    /** As many as HBase's own client takes (ConnectionUtils.MAX_BYTE_ARRAY) for "as near as makes no difference". */
    private static final int NEAR_ENOUGH = 9;

    private RowBounds() {}

    /** The first key after all that begin with the prefix, or null if none is. */
    public static byte @Nullable [] afterPrefix(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xff) {
                byte[] next = Arrays.copyOf(prefix, i + 1);
                next[i]++;
                return next;
            }
        }
        return null;
    }

    /** The key right after this one. */
    public static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** A key before this one with next to nothing in between, or null before the empty key. */
    public static byte @Nullable [] closelyBefore(byte[] key) {
        if (key.length == 0) {
            return null;
        }
        byte[] shorter = Arrays.copyOf(key, key.length - 1);
        if (key[key.length - 1] == 0) {
            return shorter;
        }
        byte[] before = Arrays.copyOf(key, key.length + NEAR_ENOUGH);
        before[key.length - 1]--;
        Arrays.fill(before, key.length, before.length, (byte) 0xff);
        return before;
    }

    public static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}

package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer until it is whole: nothing of one that fails while it is written goes to the client, and a frame's length is known
 * before its bytes. For one thread.
 *
 * <p>It grows block by block, so that a large answer is never copied, and keeps one small block when it is empty.
 */
final class AnswerBuffer {

    /** Before the first byte of an answer there is room for a frame's length, so that a small answer is one packet. */
    private static final int HEAD = 4;

    private static final int FIRST = 1024;
    private static final int NEXT = 64 * 1024;

    private final byte[] first = new byte[FIRST];
    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = first;
    private int to = HEAD;
    private int size;

    int size() {
        return size;
    }

    void write(byte[] bytes, int offset, int length) {
        size = Math.addExact(size, length);
        int done = 0;
        while (done < length) {
            if (to == last.length) {
                full.add(last);
                last = new byte[NEXT];
                to = 0;
            }
            int count = Math.min(length - done, last.length - to);
            System.arraycopy(bytes, offset + done, last, to, count);
            to += count;
            done += count;
        }
    }

    /** Sends it, with its length before it if it goes out as a frame, and empties this. */
    void send(OutputStream out, boolean framed) throws IOException {
        first[0] = (byte) (size >> 24);
        first[1] = (byte) (size >> 16);
        first[2] = (byte) (size >> 8);
        first[3] = (byte) size;
        int from = framed ? 0 : HEAD;
        for (byte[] block : full) {
            out.write(block, from, block.length - from);
            from = 0;
        }
        out.write(last, from, to - from);
        out.flush();
        clear();
    }

    void clear() {
        full.clear();
        last = first;
        to = HEAD;
        size = 0;
    }
}

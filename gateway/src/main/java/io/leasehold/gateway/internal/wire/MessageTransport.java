package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * Messages over a pair of streams, plain or in the frames that follow a SASL handshake. Counts what a message has, so that none is
 * larger than the configuration allows. For one thread.
 *
 * <p>A frame is read through, not collected: what it says of its length costs no memory.
 */
final class MessageTransport extends TTransport {

    private final InputStream in;
    private final boolean framed;
    private final Sink sink;
    private final TConfiguration limits;
    private final AnswerBuffer answer = new AnswerBuffer();
    private byte[] head;
    private int headFrom;
    private int frameLeft;
    private long messageLeft;
    private boolean isClosed;

    /** Where answers go. */
    @FunctionalInterface
    interface Sink {

        /** Sends an answer, and empties it. */
        void send(AnswerBuffer answer) throws IOException;
    }

    /**
     * @param framed whether messages come in frames
     * @param head what was read of the first message already, to tell what it is; empty if nothing was
     * @param limits may be changed between two messages
     */
    MessageTransport(InputStream in, boolean framed, byte[] head, TConfiguration limits, Sink sink) {
        this.in = in;
        this.framed = framed;
        this.sink = sink;
        this.head = head;
        this.limits = limits;
        this.messageLeft = limits.getMaxMessageSize();
    }

    /**
     * Waits for a message.
     *
     * @return false if the client has ended the stream instead
     */
    boolean awaitMessage() throws IOException {
        messageLeft = limits.getMaxMessageSize();
        if (headFrom < head.length || frameLeft > 0) {
            return true;
        }
        if (framed) {
            return readFrameLength();
        }
        int next = in.read();
        if (next >= 0) {
            head = new byte[] {(byte) next};
            headFrom = 0;
        }
        return next >= 0;
    }

    private boolean readFrameLength() throws IOException {
        byte[] length = new byte[4];
        int got = in.readNBytes(length, 0, length.length);
        if (got == 0) {
            return false;
        }
        frameLeft = (length[0] & 0xff) << 24 | (length[1] & 0xff) << 16 | (length[2] & 0xff) << 8 | length[3] & 0xff;
        if (got < length.length) {
            throw new GarbageException("the end of the stream within a frame's length", true);
        }
        if (frameLeft <= 0) {
            throw new GarbageException("a frame of " + frameLeft + " bytes", false);
        }
        return true;
    }

    /** How many more bytes the message may have. */
    long messageLeft() {
        return messageLeft;
    }

    /** Of how many bytes a message may be. */
    int largestMessage() {
        return limits.getMaxMessageSize();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws TTransportException {
        try {
            int count = readSome(bytes, offset, length);
            if (count < 0) {
                throw new TTransportException(TTransportException.END_OF_FILE, "the client has ended the stream");
            }
            messageLeft -= count;
            if (messageLeft < 0) {
                throw tooLarge();
            }
            return count;
        } catch (IOException e) {
            throw new TTransportException(TTransportException.UNKNOWN, e);
        }
    }

    private int readSome(byte[] bytes, int offset, int length) throws IOException {
        if (headFrom < head.length) {
            int count = Math.min(length, head.length - headFrom);
            System.arraycopy(head, headFrom, bytes, offset, count);
            headFrom += count;
            return count;
        }
        if (!framed) {
            return in.read(bytes, offset, length);
        }
        if (frameLeft == 0 && !readFrameLength()) {
            return -1;
        }
        int count = in.read(bytes, offset, Math.min(length, frameLeft));
        frameLeft -= Math.max(0, count);
        return count;
    }

    private TTransportException tooLarge() {
        return new TTransportException(
                TTransportException.MESSAGE_SIZE_LIMIT, "a message of more than " + largestMessage() + " bytes");
    }

    @Override
    public void checkReadBytesAvailable(long count) throws TTransportException {
        if (count > messageLeft) {
            throw tooLarge();
        }
    }

    /** What a message says of its own size is not believed. */
    @Override
    public void updateKnownMessageSize(long size) {}

    @Override
    public void resetMessageSizeAndConsumedBytes(long size) {}

    @Override
    public void write(byte[] bytes, int offset, int length) {
        answer.write(bytes, offset, length);
    }

    @Override
    public void flush() throws TTransportException {
        if (isClosed) {
            answer.clear();
            throw new TTransportException(TTransportException.NOT_OPEN, "the client is gone");
        }
        try {
            sink.send(answer);
        } catch (IOException e) {
            close();
            throw new TTransportException(TTransportException.NOT_OPEN, e);
        }
    }

    @Override
    public TConfiguration getConfiguration() {
        return limits;
    }

    @Override
    public boolean isOpen() {
        return !isClosed;
    }

    @Override
    public void open() {}

    /** Answers are dropped from now on; the streams are not this one's to close. */
    @Override
    public void close() {
        isClosed = true;
        answer.clear();
    }
}

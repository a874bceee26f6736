package io.leasehold.gateway.internal.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The server's part of a login by SASL PLAIN, in Thrift's frames: a status byte, a length of four bytes, and so many bytes. The
 * client says START with the mechanism's name, then OK or COMPLETE with its name and password; the server COMPLETE, or BAD with a
 * sentence for the client's user. For one thread.
 *
 * <p>It is written here since the JDK has no server's side of PLAIN, and one that is registered would be every application's in
 * the JVM. The format is Thrift's (TSaslTransport) and RFC 4616's.
 */
final class PlainLogin {

    /** What the first frame of such a login begins with. */
    static final byte START = 1;

    private static final byte OK = 2;
    private static final byte BAD = 3;
    private static final byte ERROR = 4;
    private static final byte COMPLETE = 5;
    private static final int LONGEST_NAME = 256;

    private final DataInputStream in;
    private final OutputStream out;
    private final int largestFrame;

    PlainLogin(InputStream in, OutputStream out, int largestFrame) {
        this.in = new DataInputStream(in);
        this.out = out;
        this.largestFrame = largestFrame;
    }

    /**
     * Who says to be there, and how it is to be proven.
     *
     * @param onBehalfOf whom the client wants to act for, empty for itself
     */
    record Claim(String onBehalfOf, String user, String password) {

        @Override
        public String toString() {
            return "claim of " + user;
        }
    }

    /**
     * Reads the login, the first byte of which was START.
     *
     * @throws GarbageException if it is none; the client was told
     */
    Claim read() throws IOException {
        String mechanism = new String(payload(), StandardCharsets.UTF_8);
        if (!mechanism.equals("PLAIN")) {
            throw refused(BAD, "This server speaks SASL PLAIN and no other mechanism.", "another mechanism than PLAIN");
        }
        byte[] response = response();
        if (response.length == 0) {
            send(OK, new byte[0]);
            response = response();
        }
        return claim(response);
    }

    private byte[] response() throws IOException {
        byte status = in.readByte();
        byte[] payload = payload();
        if (status == BAD || status == ERROR) {
            throw new GarbageException("a login that the client itself gave up", true);
        }
        if (status != OK && status != COMPLETE) {
            throw refused(ERROR, "This is no step of a login.", "a step of no login");
        }
        return payload;
    }

    private byte[] payload() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > largestFrame) {
            throw refused(ERROR, "A step of a login has at most " + largestFrame + " bytes.", "an oversized login");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new GarbageException("the end of the stream within a login", true);
        }
        return payload;
    }

    /** RFC 4616: whom to act for, NUL, who, NUL, the password. */
    private Claim claim(byte[] response) throws IOException {
        String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
        if (parts.length != 3 || parts[1].isEmpty()) {
            throw refused(BAD, "The login has no user and password.", "a login without user and password");
        }
        if (parts[0].length() > LONGEST_NAME || parts[1].length() > LONGEST_NAME) {
            throw refused(BAD, "A user's name has at most " + LONGEST_NAME + " characters.", "an oversized name");
        }
        return new Claim(parts[0].equals(parts[1]) ? "" : parts[0], parts[1], parts[2]);
    }

    void accept() throws IOException {
        send(COMPLETE, new byte[0]);
    }

    /** @param sentence for the client's user */
    void refuse(String sentence) throws IOException {
        send(BAD, sentence.getBytes(StandardCharsets.UTF_8));
    }

    private GarbageException refused(byte status, String sentence, String forLog) throws IOException {
        send(status, sentence.getBytes(StandardCharsets.UTF_8));
        return new GarbageException(forLog, false);
    }

    private void send(byte status, byte[] payload) throws IOException {
        out.write(ByteBuffer.allocate(5 + payload.length)
                .put(status)
                .putInt(payload.length)
                .put(payload)
                .array());
        out.flush();
    }
}

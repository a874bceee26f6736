package io.leasehold.testkit.proxy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** One end of a connection, which says what it sees. */
final class Peer implements AutoCloseable {
    /** What a read meets when it does not meet bytes. */
    enum Sight {
        END_OF_STREAM,
        RESET,
        SILENCE,
        BYTES
    }

    private static final int PATIENCE_MILLIS = 60_000;

    /** Long enough for bytes on the loopback interface to have come if they come at all. */
    static final Duration SHORT = Duration.ofMillis(150);

    private final Socket socket;

    Peer(Socket socket) {
        this.socket = socket;
    }

    static Peer to(FaultProxy proxy) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), PATIENCE_MILLIS);
        return new Peer(socket);
    }

    /** What a new client meets first; a reset may come so soon that already connecting fails with it. */
    static Sight seeOnConnecting(FaultProxy proxy) throws IOException {
        try (Peer peer = to(proxy)) {
            return peer.see();
        } catch (ConnectException refused) {
            throw refused;
        } catch (SocketException reset) {
            return Sight.RESET;
        }
    }

    int localPort() {
        return socket.getLocalPort();
    }

    Peer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Peer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Exactly so many bytes; fewer are an error. */
    byte[] read(int count) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        byte[] bytes = socket.getInputStream().readNBytes(count);
        if (bytes.length < count) {
            throw new AssertionError("The stream ended after " + Arrays.toString(bytes));
        }
        return bytes;
    }

    String readText(int count) throws IOException {
        return new String(read(count), StandardCharsets.ISO_8859_1);
    }

    /** What the next read meets, waiting for it. */
    Sight see() throws IOException {
        return see(Duration.ofMillis(PATIENCE_MILLIS));
    }

    /** What the next read meets within a time; silence if nothing comes. */
    Sight see(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        try {
            return socket.getInputStream().read() < 0 ? Sight.END_OF_STREAM : Sight.BYTES;
        } catch (SocketTimeoutException nothing) {
            return Sight.SILENCE;
        } catch (ConnectException unexpected) {
            throw unexpected;
        } catch (SocketException reset) {
            return Sight.RESET;
        }
    }

    Peer endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

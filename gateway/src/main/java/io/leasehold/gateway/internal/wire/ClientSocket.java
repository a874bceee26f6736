package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket whose input can be read ahead, by itself and below TLS alike, since TLS takes its input from here. For one
 * thread, but for {@link #close}, which any thread may call and which ends a read or write under way.
 */
final class ClientSocket extends Socket {

    /**
     * When a client's machine is taken to be gone: after 30 s without a word 3 probes, 10 s apart. Linux' own defaults are 2 h
     * and 9 probes 75 s apart.
     */
    private static final Map<SocketOption<Integer>, Integer> KEEP_ALIVE = Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, 30,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, 10,
            ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

    private volatile @Nullable ProbedInput input;

    private ClientSocket() throws IOException {
        super((SocketImpl) null);
    }

    private void prepare() throws IOException {
        input = new ProbedInput(this, super.getInputStream());
        setTcpNoDelay(true);
        setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (Map.Entry<SocketOption<Integer>, Integer> option : KEEP_ALIVE.entrySet()) {
            if (supportedOptions().contains(option.getKey())) {
                setOption(option.getKey(), option.getValue());
            }
        }
    }

    ProbedInput input() throws IOException {
        ProbedInput current = input;
        if (current == null) {
            throw new IOException("the socket is not connected");
        }
        return current;
    }

    /** How many bytes have come so far; for any thread. */
    long received() {
        ProbedInput current = input;
        return current == null ? 0 : current.received();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return input();
    }

    /** Closes it, whatever state it is in; that it cannot be closed is nobody's concern any more. */
    void cut() {
        try {
            close();
        } catch (IOException e) {
            // It is as closed as it gets.
        }
    }

    /** Accepts such sockets. */
    static final class Listener extends ServerSocket {

        Listener() throws IOException {}

        @Override
        public ClientSocket accept() throws IOException {
            ClientSocket socket = new ClientSocket();
            implAccept(socket);
            try {
                socket.prepare();
            } catch (IOException e) {
                // It was reset while it waited to be accepted: reading it will show that.
                socket.input = new ProbedInput(socket, InputStream.nullInputStream());
            }
            return socket;
        }
    }
}

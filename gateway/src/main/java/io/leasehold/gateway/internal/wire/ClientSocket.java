package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket whose input can be read ahead, by itself and below TLS alike, since TLS takes its input from here. For one
 * thread, but for {@link #close}, which any thread may call and which ends a read or write under way.
 */
final class ClientSocket extends Socket {

    private volatile @Nullable ProbedInput input;

    private ClientSocket() throws IOException {
        super((SocketImpl) null);
    }

    private void prepare() throws IOException {
        input = new ProbedInput(this, super.getInputStream());
        setTcpNoDelay(true);
        KeepAlive.set(supportedOptions(), this::setOption);
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

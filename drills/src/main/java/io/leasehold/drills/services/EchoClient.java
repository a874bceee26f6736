package io.leasehold.drills.services;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** A connection to an {@link EchoService}, open once the service has said hello. Safe for use by many threads. */
public final class EchoClient implements AutoCloseable {

    private static final int CALL_MILLIS = 2_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    private EchoClient(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /**
     * @param timeout for the connect and for the greeting, each
     * @throws ServiceFullException if the service turns it away
     * @throws ConnectException if it hangs up before it has greeted
     */
    public static EchoClient open(String host, int port, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            EchoClient client = new EchoClient(socket);
            client.greeting();
            socket.setSoTimeout(CALL_MILLIS);
            return client;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void greeting() throws IOException {
        int said;
        try {
            said = in.readUnsignedByte();
        } catch (EOFException | SocketException e) {
            throw (IOException) new ConnectException("the server hung up before it said hello").initCause(e);
        }
        if (said == EchoService.FULL) {
            throw new ServiceFullException();
        }
    }

    /** Sends the number and gives what came back. */
    public long echo(long number) throws IOException {
        oneAtATime.lock();
        try {
            out.writeLong(number);
            return in.readLong();
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.leasehold.gateway.proof;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TTransportException;

/** Each call in a request of HTTP, over one socket that is kept. For one thread. */
final class PostTransport extends TEndpointTransport {

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final DataInputStream in;
    private final String login;
    private final ByteArrayOutputStream call = new ByteArrayOutputStream();

    PostTransport(Socket socket, String user, String password) throws Exception {
        super(TConfiguration.DEFAULT);
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void open() {
        // The socket is connected.
    }

    @Override
    public void close() {
        // The socket is closed by who opened it.
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        call.write(bytes, offset, length);
    }

    @Override
    public void flush() throws TTransportException {
        String head = "POST /cliservice HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-thrift\r\n"
                + "Authorization: Basic " + login + "\r\nContent-Length: " + call.size() + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(call.toByteArray());
        call.reset();
        resetConsumedMessageSize(-1);
        try {
            socket.getOutputStream().write(request.toByteArray());
            skipHead();
        } catch (IOException e) {
            throw new TTransportException(e);
        }
    }

    /** What is read next is the answer. */
    private void skipHead() throws IOException, TTransportException {
        boolean hasLength = false;
        StringBuilder line = new StringBuilder();
        for (int lines = 0; lines == 0 || !line.isEmpty(); lines++) {
            line.setLength(0);
            for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
                line.append(next == '\r' ? "" : (char) next);
            }
            if (lines == 0 && !line.toString().contains(" 200 ")) {
                throw new TTransportException(line.toString());
            }
            hasLength |= line.toString().toLowerCase(Locale.ROOT).startsWith(LENGTH);
        }
        if (!hasLength) {
            throw new TTransportException("the answer does not say how long it is");
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws TTransportException {
        try {
            in.readFully(bytes, offset, length);
            return length;
        } catch (IOException e) {
            throw new TTransportException(e);
        }
    }
}

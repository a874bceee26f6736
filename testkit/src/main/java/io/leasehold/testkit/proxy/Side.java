package io.leasehold.testkit.proxy;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One of a relay's two sockets. Belongs to the loop's thread. */
final class Side implements ProxyLoop.Ready {
    private final Relay relay;
    private final SocketChannel channel;
    private final SelectionKey key;
    private boolean connected;
    private boolean sawEnd;
    private boolean closed;

    Side(Relay relay, SocketChannel channel, Selector selector) throws IOException {
        this.relay = relay;
        this.channel = channel;
        this.connected = channel.isConnected();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.key = channel.register(selector, 0, this);
    }

    @Override
    public void onReady(SelectionKey ready) throws IOException {
        if (ready.isConnectable()) {
            relay.onConnectable();
            return;
        }
        if (ready.isReadable()) {
            relay.onReadable(this);
        }
        if (ready.isValid() && ready.isWritable()) {
            relay.onWritable(this);
        }
    }

    @Override
    public void onError(Exception e) {
        relay.onError(e);
    }

    /** Calls the server; whether it has answered already. */
    boolean connect(SocketAddress address) throws IOException {
        connected = channel.connect(address);
        want(SelectionKey.OP_CONNECT, !connected);
        return connected;
    }

    boolean finishConnect() throws IOException {
        connected = channel.finishConnect();
        want(SelectionKey.OP_CONNECT, !connected);
        return connected;
    }

    boolean isConnected() {
        return connected;
    }

    /** Whether the peer can have reason to believe in this connection. */
    boolean isOpen() {
        return connected && !closed && !sawEnd;
    }

    void want(int operation, boolean wanted) {
        if (key.isValid()) {
            int interest = key.interestOps();
            key.interestOps(wanted ? interest | operation : interest & ~operation);
        }
    }

    /** As {@link SocketChannel#read}; remembers the end of the stream, and a failure, which is an end too. */
    int read(ByteBuffer buffer) throws IOException {
        try {
            int count = channel.read(buffer);
            sawEnd |= count < 0;
            return count;
        } catch (IOException e) {
            sawEnd = true;
            throw e;
        }
    }

    void write(ByteBuffer buffer) throws IOException {
        channel.write(buffer);
    }

    void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Whether the peer has ended its stream. */
    boolean sawEnd() {
        return sawEnd;
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the socket with what the peer would see of a process that closes it. */
    void close(Cut how) {
        if (closed) {
            return;
        }
        closed = true;
        if (!channel.isOpen()) {
            return;
        }
        try {
            if (how == Cut.RST) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } else {
                discardUnread();
            }
            channel.close();
        } catch (IOException e) {
            relay.onError(e);
        }
    }

    /** The kernel answers the closing of a socket with unread bytes with a reset, which is not what was ordered. */
    private void discardUnread() {
        ByteBuffer scratch = ByteBuffer.allocate(4096);
        try {
            while (!sawEnd && channel.isConnected() && channel.read(scratch) > 0) {
                scratch.clear();
            }
        } catch (IOException gone) {
            // The peer was quicker in ending it.
        }
    }
}

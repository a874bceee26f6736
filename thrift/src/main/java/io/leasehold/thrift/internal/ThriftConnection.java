package io.leasehold.thrift.internal;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/**
 * An open transport, with its layers and what is known of it. Its holder uses it, one thread at a time; {@link #cut} and what
 * is read off it may come from any.
 */
public final class ThriftConnection {

    private final SocketTransport socket;
    private final TTransport top;
    private final TProtocolFactory protocols;
    private final long serial;
    private final Conversation conversation = new Conversation();
    private final Set<ServerChild> children = ConcurrentHashMap.newKeySet();

    /**
     * @param top the outermost layer on the socket, or the socket itself
     * @param serial grows with every open, so that of two connections of a pool the older is known
     */
    ThriftConnection(SocketTransport socket, TTransport top, TProtocolFactory protocols, long serial) {
        this.socket = socket;
        this.top = top;
        this.protocols = protocols;
        this.serial = serial;
    }

    SocketTransport socket() {
        return socket;
    }

    long serial() {
        return serial;
    }

    /** What clients opened on the server through this connection and has not ended yet. */
    Set<ServerChild> children() {
        return children;
    }

    /** A protocol for one lease, or for one call of the pool's own. */
    TProtocol protocol(Gate gate) {
        TTransport gated = new GatedTransport(top, conversation, gate);
        return new MeasuredProtocol(protocols.getProtocol(gated), conversation, gate);
    }

    /** What keeps it from being lent again, or null. Waits for nobody, not even for a call that runs. */
    @Nullable String unrest() {
        Throwable failure = socket.failure();
        if (failure != null) {
            return "it failed: " + failure.getMessage();
        }
        if (!conversation.inspect()) {
            return conversation.unrest();
        }
        try {
            return isEmpty() ? null : "more was received than was asked for";
        } finally {
            conversation.inspected();
        }
    }

    /** Whether a conversation stands where the next could begin. May be asked by any thread. */
    boolean isQuiet() {
        return socket.failure() == null && conversation.isQuiet();
    }

    /** Whether no layer has anything that was received and not read. */
    private boolean isEmpty() {
        try {
            return !socket.hasUnread() && (top == socket || layersAreEmpty());
        } catch (IOException e) {
            return false;
        }
    }

    private boolean layersAreEmpty() {
        socket.startProbe();
        boolean gaveNothing;
        try {
            gaveNothing = top.read(new byte[1], 0, 1) <= 0;
        } catch (TTransportException e) {
            gaveNothing = true;
        }
        return socket.endProbe() && gaveNothing;
    }

    /** A layer of the user's may throw: the socket is closed all the same. */
    void close() {
        try {
            top.close();
        } finally {
            socket.close();
        }
    }

    void cut() {
        socket.cut();
    }
}

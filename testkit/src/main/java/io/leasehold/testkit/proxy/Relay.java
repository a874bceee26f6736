package io.leasehold.testkit.proxy;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection through the proxy: two sockets and a flow each way. Belongs to the loop's thread.
 *
 * <p>The sockets end apart: a client whose end of the stream vanishes in a black hole is gone, and the server does not
 * know. The relay is over when both are closed.
 */
final class Relay {
    private final Switchboard board;
    private final long number;
    private final int clientPort;
    private final Side client;
    private final Side server;
    private final Flow toServer;
    private final Flow toClient;

    private Fault.@Nullable IdleDrop idleDrop;
    private final Set<Direction> dropSeen = EnumSet.noneOf(Direction.class);
    private boolean forgotten;
    private boolean called;
    private long lastByte;

    Relay(Switchboard board, long number, SocketChannel accepted) throws IOException {
        this.board = board;
        this.number = number;
        this.clientPort = accepted.socket().getPort();
        this.client = new Side(this, accepted, board.selector());
        this.server = new Side(this, SocketChannel.open(), board.selector());
        this.toServer = new Flow(Direction.TO_SERVER, this, client, server, board.random(number, Direction.TO_SERVER));
        this.toClient = new Flow(Direction.TO_CLIENT, this, server, client, board.random(number, Direction.TO_CLIENT));
        this.lastByte = board.now();
    }

    /** Begins to relay, unless nothing could pass either way: then the server is not told of the connection. */
    void start() {
        toServer.updateInterest();
        if (called || client.isClosed() || (toServer.swallows() && toClient.swallows())) {
            return;
        }
        called = true;
        try {
            if (server.connect(board.target())) {
                flows().forEach(Flow::drain);
            }
        } catch (IOException | RuntimeException e) {
            unreachable();
        }
    }

    void onConnectable() {
        try {
            if (server.finishConnect()) {
                flows().forEach(Flow::drain);
            }
        } catch (IOException e) {
            unreachable();
        }
    }

    private void unreachable() {
        board.countUnreachable();
        cut(Cut.RST);
    }

    void onReadable(Side side) {
        (side == client ? toServer : toClient).read(board.buffer());
        settle();
    }

    void onWritable(Side side) {
        (side == client ? toClient : toServer).drain();
        settle();
    }

    void onError(Exception e) {
        board.report(number, e);
        cut(Cut.RST);
    }

    void runDue() {
        if (untilDue() == 0) {
            flows().forEach(Flow::drain);
            settle();
        }
    }

    long untilDue() {
        return Math.min(toServer.untilDue(), toClient.untilDue());
    }

    void apply(Fault fault) {
        if (fault instanceof Fault.Sever sever) {
            struck(sever, Direction.BOTH, toServer.delivered() + toClient.delivered());
            cut(sever.how());
        } else if (fault instanceof Fault.IdleDrop drop) {
            idleDrop = drop;
            lastByte = board.now();
        } else {
            flows().stream()
                    .filter(flow -> fault.direction().includes(flow.direction()))
                    .forEach(flow -> flow.apply(fault));
        }
        settle();
    }

    /** A stream with a gap cannot go on: such a connection stays forgotten. */
    void heal() {
        if (toServer.hasGap() || toClient.hasGap()) {
            forget();
        }
        idleDrop = null;
        flows().forEach(Flow::heal);
        if (!forgotten) {
            start();
        }
        settle();
    }

    /** Sees to idleness whenever something has come, which is then the last thing that came. */
    void touch() {
        long now = board.now();
        if (idleDrop != null && now - lastByte >= idleDrop.after().toNanos()) {
            forget();
        }
        lastByte = now;
    }

    private void forget() {
        forgotten = true;
        flows().forEach(Flow::loseTransit);
    }

    /** Whether bytes vanish in both directions for ever. */
    boolean isForgotten() {
        return forgotten;
    }

    /** Called for everything that vanished; what a black hole took is logged by the flow. */
    void vanished(Direction direction, long atByte) {
        if (forgotten && idleDrop != null && dropSeen.add(direction)) {
            struck(idleDrop, direction, atByte);
        }
    }

    void struck(Fault fault, Direction direction, long atByte) {
        board.delivered(fault, number, direction, atByte);
    }

    /** A peer has gone without a word, which the other may learn unless its way is a hole. */
    void receiverGone(Side receiver) {
        Flow back = receiver == client ? toServer : toClient;
        if (back.swallows()) {
            receiver.close(Cut.RST);
        } else {
            cut(Cut.RST);
        }
    }

    /** Ends both sockets. */
    void cut(Cut how) {
        client.close(how);
        server.close(how);
        board.over(this);
    }

    /** Closes a socket whose peer has ended and can be told nothing more. */
    private void settle() {
        if (client.sawEnd() && toClient.swallows()) {
            client.close(Cut.FIN);
        }
        if (server.sawEnd() && toServer.swallows()) {
            server.close(Cut.FIN);
        }
        if (client.isClosed() && (server.isClosed() || !called)) {
            cut(Cut.FIN);
        }
    }

    private List<Flow> flows() {
        return List.of(toServer, toClient);
    }

    long now() {
        return board.now();
    }

    long number() {
        return number;
    }

    int clientPort() {
        return clientPort;
    }

    boolean isOpen() {
        return client.isOpen();
    }

    boolean isOpenAtServer() {
        return server.isOpen() && !toServer.isFinished();
    }

    long delivered(Direction direction) {
        return flows().stream()
                .filter(flow -> direction.includes(flow.direction()))
                .mapToLong(Flow::delivered)
                .sum();
    }

    long lost(Direction direction) {
        return flows().stream()
                .filter(flow -> direction.includes(flow.direction()))
                .mapToLong(Flow::lost)
                .sum();
    }
}

package io.leasehold.thrift;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolDecorator;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TIOStreamTransport;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.layered.TFramedTransport;

/**
 * A small server of HBase's Thrift service whose every method answers as scripted: with an empty list, unless told otherwise. A
 * thread for each client; remembers sequence ids and counts clients. What is sent as oneway is taken and not answered.
 */
final class TestServer implements AutoCloseable {

    /** What a method does; an Iface method's own result and errors. */
    interface Method {
        Object call(Object... arguments) throws Exception;
    }

    /** Layers put on a client's socket. */
    interface Layers {
        TTransport on(TTransport socket) throws TException;
    }

    final Queue<Integer> sequenceIds = new ConcurrentLinkedQueue<>();
    final AtomicInteger clients = new AtomicInteger();
    volatile int shiftOfSequence;
    volatile byte[] afterEachAnswer = {};

    private final Map<String, Method> methods = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket listening;
    private final Layers layers;
    private final boolean compact;

    private TestServer(ServerSocket listening, Layers layers, boolean compact) {
        this.listening = listening;
        this.layers = layers;
        this.compact = compact;
        daemon("test-server", this::accept);
    }

    static TestServer buffered() {
        return new TestServer(listen(), socket -> socket, false);
    }

    static TestServer framed() {
        return new TestServer(listen(), TFramedTransport::new, false);
    }

    static TestServer compactAndFramed() {
        return new TestServer(listen(), TFramedTransport::new, true);
    }

    static TestServer on(ServerSocket listening, Layers layers) {
        return new TestServer(listening, layers, false);
    }

    static ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    TestServer on(String method, Method does) {
        methods.put(method, does);
        return this;
    }

    /** Hangs up on every client. */
    void hangUp() throws IOException {
        for (Socket client : open) {
            client.close();
        }
    }

    /** Sends every client a byte that nobody asked for. */
    void blurt() throws IOException {
        for (Socket client : open) {
            client.getOutputStream().write(7);
        }
    }

    int openClients() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                clients.incrementAndGet();
                open.add(client);
                daemon("test-server-client", () -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            TTransport socket = new TIOStreamTransport(
                    new TConfiguration(),
                    new BufferedInputStream(client.getInputStream()),
                    new BufferedOutputStream(client.getOutputStream()));
            TTransport top = layers.on(socket);
            TProtocol protocol = compact ? new TCompactProtocol(top) : new TBinaryProtocol(top);
            Hbase.Processor<Hbase.Iface> processor = new Hbase.Processor<>(handler());
            while (true) {
                processor.process(new Noting(protocol), new Answering(protocol));
            }
        } catch (Exception gone) {
            // the client went, or was sent away
        } finally {
            open.remove(client);
        }
    }

    private Hbase.Iface handler() {
        return (Hbase.Iface) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Hbase.Iface.class}, (proxy, method, arguments) -> {
                    Method does = methods.getOrDefault(method.getName(), unused -> usual(method.getReturnType()));
                    try {
                        return does.call(arguments == null ? new Object[0] : arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Object usual(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        return type == long.class
                ? (Object) 0L
                : type == boolean.class ? (Object) false : type == void.class ? null : List.of();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        hangUp();
    }

    private final class Noting extends TProtocolDecorator {
        Noting(TProtocol protocol) {
            super(protocol);
        }

        @Override
        public TMessage readMessageBegin() throws TException {
            TMessage message = super.readMessageBegin();
            sequenceIds.add(message.seqid);
            if (message.type != TMessageType.ONEWAY) {
                return message;
            }
            TProtocolUtil.skip(this, TType.STRUCT);
            readMessageEnd();
            return readMessageBegin();
        }
    }

    private final class Answering extends TProtocolDecorator {
        Answering(TProtocol protocol) {
            super(protocol);
        }

        @Override
        public void writeMessageBegin(TMessage message) throws TException {
            super.writeMessageBegin(new TMessage(message.name, message.type, message.seqid + shiftOfSequence));
        }

        @Override
        public void writeMessageEnd() throws TException {
            super.writeMessageEnd();
            getTransport().write(afterEachAnswer);
        }
    }
}

package io.leasehold.gateway.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TIOStreamTransport;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.layered.TFramedTransport;

/**
 * A HiveServer2 of paper on one transport. Its answers are {@link FakeAnswers}'; of logins it takes ann with the password right. For
 * one test.
 */
final class FakeHive implements Closeable {

    private static final String USER = "ann";
    private static final String PASSWORD = "right";
    private static final int COMPLETE = 5;
    private static final int BAD = 3;

    final FakeAnswers answers = new FakeAnswers();

    private final TProcessor processor;
    private final ExecutorService threads = Executors.newCachedThreadPool(job -> {
        Thread thread = new Thread(job, "fake-hive");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private int port;

    private FakeHive() {
        processor = new TCLIService.Processor<>((TCLIService.Iface) Proxy.newProxyInstance(
                FakeHive.class.getClassLoader(),
                new Class<?>[] {TCLIService.Iface.class},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments[0])));
    }

    /** @param sasl whether it wants a login */
    static FakeHive onSockets(boolean sasl, SocketMaker maker) throws Exception {
        FakeHive hive = new FakeHive();
        ServerSocket socket = maker.open(InetAddress.getLoopbackAddress());
        hive.port = socket.getLocalPort();
        hive.open.add(socket);
        hive.threads.execute(() -> hive.accept(socket, sasl));
        return hive;
    }

    static FakeHive onSockets(boolean sasl) throws Exception {
        return onSockets(sasl, address -> new ServerSocket(0, 50, address));
    }

    static FakeHive onHttp() throws IOException {
        FakeHive hive = new FakeHive();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/cliservice", hive::serve);
        server.setExecutor(hive.threads);
        server.start();
        hive.port = server.getAddress().getPort();
        hive.open.add(() -> server.stop(0));
        return hive;
    }

    /** Opens a socket to listen on, of whichever kind. */
    @FunctionalInterface
    interface SocketMaker {
        ServerSocket open(InetAddress address) throws Exception;
    }

    /** With parameters, each after a semicolon. */
    HiveUrl url(String parameters) throws CannotConnectException {
        return HiveUrl.parse("jdbc:hive2://localhost:" + port + "/default" + parameters);
    }

    private void accept(ServerSocket server, boolean sasl) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client, sasl));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client, boolean sasl) {
        try (client) {
            TTransport transport = new TSocket(client);
            if (sasl) {
                if (!login(client)) {
                    return;
                }
                transport = new TFramedTransport(transport);
            }
            TProtocol protocol = new TBinaryProtocol(transport, true, true);
            while (true) {
                processor.process(protocol, protocol);
            }
        } catch (Exception e) {
            // The client has left, or speaks another language.
        }
    }

    /** SASL as Thrift frames it: a byte of status, four of length, and what is said. */
    private static boolean login(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        if (in.read() != 1) {
            return false;
        }
        in.readNBytes(in.readInt());
        in.read();
        String[] said = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8).split("\0", -1);
        boolean right = said[1].equals(USER) && said[2].equals(PASSWORD);
        byte[] answer = (right ? "" : "wrong user or password").getBytes(StandardCharsets.UTF_8);
        out.write(right ? COMPLETE : BAD);
        out.writeInt(answer.length);
        out.write(answer);
        out.flush();
        return right;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (exchange) {
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] request = exchange.getRequestBody().readAllBytes();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            processor.process(
                    new TBinaryProtocol(new TMemoryInputTransport(request)),
                    new TBinaryProtocol(new TIOStreamTransport(answer)));
            exchange.sendResponseHeaders(200, answer.size());
            exchange.getResponseBody().write(answer.toByteArray());
        } catch (TException e) {
            throw new IOException(e);
        }
    }

    static ByteBuffer bytes(int number) {
        return ByteBuffer.allocate(16).putInt(0, number);
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
        threads.shutdownNow();
    }
}

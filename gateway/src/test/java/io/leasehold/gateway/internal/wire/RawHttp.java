package io.leasehold.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;

/** A kept-alive socket over which requests go just as a test writes them. For one thread. */
final class RawHttp implements AutoCloseable {

    private static final String TYPE = "Content-Type: application/x-thrift";

    final Socket socket;

    RawHttp(Socket socket) {
        this.socket = socket;
    }

    static RawHttp to(HttpServer server) throws IOException {
        return new RawHttp(WireClient.connect(server.port()));
    }

    /** An answer: its status, its head in lower case, its body. */
    record Answer(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        List<String> header(String name) {
            List<String> found = new ArrayList<>();
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                    found.add(line.substring(name.length() + 1).strip());
                }
            }
            return found;
        }
    }

    static String basic(String user, String password) {
        return basic(user, password, StandardCharsets.UTF_8);
    }

    static String basic(String user, String password, Charset charset) {
        byte[] both = (user + ":" + password).getBytes(charset);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** A call, as Hive's driver posts it, with more headers. */
    Answer post(byte[] body, String... headers) throws IOException {
        return post("/cliservice", body, headers);
    }

    Answer post(String path, byte[] body, String... headers) throws IOException {
        return send("POST " + path + " HTTP/1.1", body, with(headers, "Host: localhost", TYPE));
    }

    private static String[] with(String[] headers, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    Answer send(String request, byte[] body, String... headers) throws IOException {
        begin(request, body, headers);
        return receive();
    }

    /** Posts a call, and does not wait for its answer. */
    void begin(byte[] body) throws IOException {
        begin("POST /cliservice HTTP/1.1", body, with(new String[0], "Host: localhost", TYPE));
    }

    private void begin(String request, byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(request).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        write(body);
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    Answer receive() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server closed the socket after: " + head);
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.UTF_8);
        Answer bare = new Answer(Integer.parseInt(text.split(" ")[1]), text, new byte[0]);
        List<String> length = bare.header("content-length");
        return length.isEmpty()
                ? bare
                : new Answer(bare.status(), text, in.readNBytes(Integer.parseInt(length.get(0))));
    }

    private interface Sending {
        void send(TCLIService.Client client) throws TException;
    }

    private static byte[] call(Sending sending) throws TException {
        TMemoryBuffer bytes = new TMemoryBuffer(256);
        sending.send(new TCLIService.Client(new TBinaryProtocol(bytes)));
        return Arrays.copyOf(bytes.getArray(), bytes.length());
    }

    static byte[] openSession() throws TException {
        return call(
                client -> client.send_OpenSession(new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10)));
    }

    static byte[] getInfo() throws TException {
        return call(client -> client.send_GetInfo(WireClient.infoRequest()));
    }

    static byte[] execute(TSessionHandle session, String statement) throws TException {
        return call(client -> client.send_ExecuteStatement(new TExecuteStatementReq(session, statement)));
    }

    static String info(Answer answer) throws TException {
        TCLIService.GetInfo_result result = new TCLIService.GetInfo_result();
        read(answer, result);
        return result.getSuccess().getInfoValue().getStringValue();
    }

    static TSessionHandle session(Answer answer) throws TException {
        TCLIService.OpenSession_result result = new TCLIService.OpenSession_result();
        read(answer, result);
        return result.getSuccess().getSessionHandle();
    }

    static TStatusCode executed(Answer answer) throws TException {
        TCLIService.ExecuteStatement_result result = new TCLIService.ExecuteStatement_result();
        read(answer, result);
        return result.getSuccess().getStatus().getStatusCode();
    }

    private static void read(Answer answer, TBase<?, ?> result) throws TException {
        TBinaryProtocol protocol = new TBinaryProtocol(new TMemoryInputTransport(answer.body()));
        assertThat(protocol.readMessageBegin().type).isEqualTo(TMessageType.REPLY);
        result.read(protocol);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.leasehold.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;

/** A kept-alive socket over which requests go just as a test writes them. For one thread. */
final class RawHttp implements AutoCloseable {

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
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** A call, as Hive's driver posts it, with more headers. */
    Answer post(byte[] body, String... headers) throws IOException {
        return post("/cliservice", body, headers);
    }

    Answer post(String path, byte[] body, String... headers) throws IOException {
        return send(
                "POST " + path + " HTTP/1.1",
                body,
                with(headers, "Host: localhost", "Content-Type: application/x-thrift"));
    }

    private static String[] with(String[] headers, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    Answer send(String request, byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(request).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        write(body);
        return receive();
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

    static byte[] openSession() throws Exception {
        TMemoryBuffer bytes = new TMemoryBuffer(256);
        new TCLIService.Client(new TBinaryProtocol(bytes))
                .send_OpenSession(new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10));
        return Arrays.copyOf(bytes.getArray(), bytes.length());
    }

    static byte[] getInfo() throws Exception {
        TMemoryBuffer bytes = new TMemoryBuffer(256);
        new TCLIService.Client(new TBinaryProtocol(bytes)).send_GetInfo(WireClient.infoRequest());
        return Arrays.copyOf(bytes.getArray(), bytes.length());
    }

    static String info(Answer answer) throws Exception {
        TBinaryProtocol protocol = new TBinaryProtocol(new TMemoryInputTransport(answer.body()));
        assertThat(protocol.readMessageBegin().type).isEqualTo(TMessageType.REPLY);
        TCLIService.GetInfo_result result = new TCLIService.GetInfo_result();
        result.read(protocol);
        return result.getSuccess().getInfoValue().getStringValue();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

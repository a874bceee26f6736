package io.leasehold.gateway.internal.console;

import io.leasehold.testkit.ManualTicker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A console on a free port, asked byte by byte, since a proper client does not let itself be made to lie about hosts and origins. */
final class ConsoleStage implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    final ManualTicker ticker = new ManualTicker();
    final FakeGateway gateway;
    final Path folder;
    final ConsoleServer server;
    String cookie = "";

    ConsoleStage(FakeGateway gateway) throws IOException {
        this(gateway, Optional.empty());
    }

    ConsoleStage(FakeGateway gateway, Optional<Path> metricsToken) throws IOException {
        this.gateway = gateway;
        this.folder = Files.createTempDirectory("leasehold-console-");
        this.server = new ConsoleServer(
                new ConsoleSettings(
                        "127.0.0.1",
                        0,
                        Set.of("gateway.example.org"),
                        Duration.ofMinutes(10),
                        Duration.ofHours(12),
                        Duration.ofSeconds(1),
                        metricsToken,
                        folder),
                gateway,
                () -> "leasehold_pool_acquires_total 1.0\n",
                null,
                ticker);
        server.start();
    }

    /** What came back. */
    record Reply(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    String token() {
        return server.newLink().replaceFirst(".*token=", "");
    }

    ConsoleStage logIn() throws IOException {
        Reply reply = get("/?token=" + token());
        cookie = reply.header("Set-Cookie").replaceFirst(";.*", "");
        return this;
    }

    /** The cookie is gone. */
    void forget() {
        cookie = "";
    }

    Reply get(String path, String... headers) throws IOException {
        return ask("GET", path, "", headers);
    }

    Reply post(String path, Map<String, String> fields, String... headers) throws IOException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ask("POST", path, body, headers);
    }

    /** What only the console's own forms know. */
    String csrf() throws IOException {
        Matcher matcher = CSRF.matcher(get("/").body());
        if (!matcher.find()) {
            throw new AssertionError("the page has no form");
        }
        return matcher.group(1);
    }

    /** Sends a request; headers are whole lines, and one that names a host replaces the right one. */
    Reply ask(String method, String path, String body, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        String given = String.join("\r\n", headers);
        if (!given.contains("Host:")) {
            request.append("Host: 127.0.0.1:").append(server.port()).append("\r\n");
        }
        if (!given.contains("Content-Type:") && !body.isEmpty()) {
            request.append("Content-Type: application/x-www-form-urlencoded\r\n");
        }
        if (!cookie.isEmpty()) {
            request.append("Cookie: ").append(cookie).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        request.append("Content-Length: ")
                .append(bytes.length)
                .append("\r\n\r\n")
                .append(body);
        return raw(request.toString());
    }

    Reply raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(all);
            return parse(all.toString(StandardCharsets.UTF_8));
        }
    }

    private static Reply parse(String text) {
        String[] halves = text.split("\r\n\r\n", 2);
        String[] lines = halves[0].split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] field = lines[i].split(":", 2);
            headers.put(field[0].toLowerCase(Locale.ROOT), field[1].strip());
        }
        return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, halves.length > 1 ? halves[1] : "");
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(folder);
    }
}

package io.leasehold.cli;

import io.leasehold.gateway.BackendSnapshot;
import io.leasehold.gateway.Gateway;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.admin.ConsoleLink;
import io.leasehold.gateway.sample.SampleDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gateway that runs, and the sample that it may serve. For one thread, but that any may close it. */
final class ServedGateway implements RunningGateway {

    private final Gateway gateway;
    private final GatewayConfig config;
    private final @Nullable SampleDatabase sample;

    ServedGateway(Gateway gateway, GatewayConfig config, @Nullable SampleDatabase sample) {
        this.gateway = gateway;
        this.config = config;
        this.sample = sample;
    }

    @Override
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        gateway.binaryPort().ifPresent(port -> {
            boolean open = config.binary().authentication().equals("none");
            String url = url(config.binary().address(), port)
                    + (open ? ";auth=noSasl" : "")
                    + (config.binary().tls().isPresent() ? ";ssl=true" : "");
            places.add(new Place("JDBC", url, "for beeline, DBeaver and Hive's driver; or: " + ask(url, open)));
        });
        gateway.httpPort().ifPresent(port -> {
            String url = url(config.http().address(), port) + ";transportMode=http;httpPath="
                    + config.http().path()
                    + (config.http().tls().isPresent() ? ";ssl=true" : "");
            places.add(new Place("JDBC over HTTP", url, ""));
        });
        gateway.consoleLink()
                .ifPresent(link -> places.add(new Place(
                        "console",
                        link,
                        "once, within 10 minutes; " + Program.called() + " console-token gives another")));
        return places;
    }

    /** A command to paste: a whole one where everybody may ask the sample. */
    private String ask(String url, boolean open) {
        String command = Program.called() + " sql" + (open ? "" : " -n NAME -p") + " -u '" + url + "' ";
        return command + (sample == null ? "..." : "\"select name, built from ships\"");
    }

    private static String url(String address, int port) {
        boolean any = address.equals("0.0.0.0") || address.equals("::");
        boolean loopback = address.equals("127.0.0.1") || address.equals("::1");
        String host = any || loopback ? "localhost" : address.contains(":") ? "[" + address + "]" : address;
        return "jdbc:hive2://" + host + ":" + port + "/default";
    }

    @Override
    public List<String> pools() {
        return gateway.backends().stream().map(ServedGateway::words).toList();
    }

    private static String words(BackendSnapshot backend) {
        String product = backend.product().isEmpty() ? "cannot be reached yet" : backend.product();
        return "backend " + backend.name() + ": " + product + ", " + backend.url() + " as " + backend.user()
                + ", at most " + backend.pool().maximum() + " connections, "
                + backend.pool().total() + " open";
    }

    @Override
    public List<String> warnings() {
        return config.warnings();
    }

    @Override
    public boolean drain() {
        return gateway.drain();
    }

    @Override
    public String abandon() {
        gateway.consolePort()
                .ifPresent(port -> ConsoleLink.forget(config.console().runtimeFolder(), port));
        int sessions = gateway.sessions().sessions().size();
        int inUse = gateway.backends().stream()
                .mapToInt(backend -> backend.pool().leased())
                .sum();
        return counted(sessions, "session") + " and " + counted(inUse, "connection") + " in use";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    @Override
    public void close() {
        gateway.close();
        if (sample != null) {
            try {
                sample.close();
            } catch (SQLException e) {
                throw new IllegalStateException("the sample database did not end", e);
            }
        }
    }
}

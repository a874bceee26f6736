package io.leasehold.gateway.internal.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks a gateway that runs on this machine for a link to its console, for the command line. Stateless. */
public final class ConsoleLinks {

    private static final int LONGEST = 4096;

    private ConsoleLinks() {}

    /**
     * A new link, good for one use.
     *
     * @param folder as the gateway's settings have it, or {@link RuntimeFolder#usual()}
     * @param port that of the console; empty where only one gateway uses the folder
     * @throws IOException with one sentence that says what to change, if there is no gateway, or several
     */
    public static String ask(Path folder, Optional<Integer> port) throws IOException {
        Path socket = port.isPresent() ? RuntimeFolder.socket(folder, port.get()) : only(folder);
        String link;
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                InputStream answer = Channels.newInputStream(channel)) {
            link = new String(answer.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IOException("no gateway answers at " + socket + ": is it running, as this user?", e);
        }
        if (link.isEmpty()) {
            throw new IOException("the gateway at " + socket + " gave no link: its log says why");
        }
        return link;
    }

    /** Removes the socket of a gateway that will not come to it. */
    public static void forget(Path folder, int port) {
        try {
            Files.deleteIfExists(RuntimeFolder.socket(folder, port));
        } catch (IOException e) {
            // The next gateway of this port finds that nobody answers there, and takes its place.
        }
    }

    private static Path only(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("no gateway with a console runs here as " + System.getProperty("user.name")
                    + " (there is no folder " + folder + ")");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sockets = files.filter(
                            file -> file.getFileName().toString().matches("console-\\d+\\.sock"))
                    .sorted()
                    .toList();
            if (sockets.size() != 1) {
                throw new IOException(
                        sockets.isEmpty()
                                ? "no gateway with a console runs here as " + System.getProperty("user.name")
                                        + " (there is no socket in " + folder + ")"
                                : "several gateways use " + folder + ": say which by the port of its console");
            }
            return sockets.get(0);
        }
    }
}

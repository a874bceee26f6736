package io.leasehold.gateway.internal.console;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a new link for logging in to whoever can connect to a socket in a folder that is the owner's alone. Safe for any number of
 * threads; one thread of its own serves it.
 *
 * <p>A socket and no file: nothing that lets anybody in lies on a disk, a link is drawn when it is asked for, and a gateway that is gone
 * answers nobody. Who connects says nothing and is written one line, which fits into the socket's own buffer, so that nobody who does
 * not read holds the thread up. A socket that a killed gateway left behind is known by nobody's answering at it, and replaced; one at
 * which somebody answers is left alone, and the start fails.
 */
final class TokenSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSocket.class);

    private final Path path;
    private final ServerSocketChannel channel;
    private final Supplier<String> links;

    private TokenSocket(Path path, ServerSocketChannel channel, Supplier<String> links) {
        this.path = path;
        this.channel = channel;
        this.links = links;
    }

    /**
     * Makes the socket, and serves it until it is closed.
     *
     * @throws IOException with one sentence that says what to change
     */
    static TokenSocket open(Path folder, int port, Supplier<String> links) throws IOException {
        RuntimeFolder.secure(folder);
        Path path = RuntimeFolder.socket(folder, port);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (answers(path)) {
                throw new IOException(
                        "another gateway uses " + path + ": give one of them another console.runtimeFolder");
            }
            Files.delete(path);
        }
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path));
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("the socket " + path + " cannot be made: " + e.getMessage(), e);
        }
        TokenSocket socket = new TokenSocket(path, channel, links);
        Thread thread = new Thread(socket::serve, "leasehold-console-links");
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    private static boolean answers(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void serve() {
        while (channel.isOpen()) {
            try (SocketChannel client = channel.accept()) {
                client.write(ByteBuffer.wrap((links.get() + "\n").getBytes(StandardCharsets.UTF_8)));
            } catch (IOException | RuntimeException e) {
                if (channel.isOpen()) {
                    LOG.warn("a link could not be given out at {}: {}", path, e.toString());
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("the socket {} could not be removed: {}", path, e.toString());
        }
    }
}

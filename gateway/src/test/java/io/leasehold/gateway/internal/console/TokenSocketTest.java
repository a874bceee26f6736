package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links are given to the owner of a folder, and to nobody else. */
class TokenSocketTest {

    @TempDir
    Path parent;

    private final AtomicInteger drawn = new AtomicInteger();

    private Path folder() {
        return parent.resolve("run");
    }

    private TokenSocket open() throws IOException {
        return TokenSocket.open(folder(), 10002, () -> "http://127.0.0.1:10002/?token=" + drawn.incrementAndGet());
    }

    @Test
    void whoeverCanConnectGetsANewLinkEachTime() throws IOException {
        try (TokenSocket socket = open()) {
            assertThat(socket).isNotNull();
            assertThat(ConsoleLinks.ask(folder(), Optional.empty())).isEqualTo("http://127.0.0.1:10002/?token=1");
            assertThat(ConsoleLinks.ask(folder(), Optional.of(10002))).isEqualTo("http://127.0.0.1:10002/?token=2");
        }
    }

    @Test
    void theLinkOfARunningConsoleLogsIn() throws IOException {
        try (ConsoleStage stage = new ConsoleStage(Samples.usual())) {
            String link = ConsoleLinks.ask(stage.folder, Optional.empty());
            assertThat(link).startsWith("http://gateway.example.org:" + stage.server.port() + "/?token=");
            assertThat(stage.get("/?token=" + link.replaceFirst(".*token=", "")).status())
                    .isEqualTo(303);
        }
    }

    @Test
    void theFolderAndTheSocketAreTheOwnersAlone() throws IOException {
        try (TokenSocket socket = open()) {
            assertThat(socket).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(RuntimeFolder.socket(folder(), 10002))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFolderThatIsOpenToOthersIsRefused() throws IOException {
        Files.createDirectory(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("chmod 700");
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    void aLinkInTheFoldersPlaceIsRefused() throws IOException {
        Path real = Files.createDirectory(parent.resolve("real"));
        Files.createSymbolicLink(folder(), real);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("is no folder");
    }

    @Test
    void whatAKilledGatewayLeftIsReplaced() throws IOException {
        RuntimeFolder.secure(folder());
        Path left = RuntimeFolder.socket(folder(), 10002);
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(left));
        dead.close();
        assertThat(left).exists();
        try (TokenSocket socket = open()) {
            assertThat(socket).isNotNull();
            assertThat(ConsoleLinks.ask(folder(), Optional.empty())).endsWith("token=1");
        }
    }

    @Test
    void theSocketOfAnotherGatewayIsLeftAlone() throws IOException {
        try (TokenSocket first = open()) {
            assertThat(first).isNotNull();
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("another gateway uses");
            assertThat(ConsoleLinks.ask(folder(), Optional.empty())).isNotEmpty();
        }
    }

    /** Neither does one that connects and reads nothing. */
    @Test
    void whoDoesNotReadHoldsNobodyUp() throws IOException {
        try (TokenSocket socket = open();
                SocketChannel silent =
                        SocketChannel.open(UnixDomainSocketAddress.of(RuntimeFolder.socket(folder(), 10002)))) {
            assertThat(socket).isNotNull();
            assertThat(silent.isConnected()).isTrue();
            assertThat(ConsoleLinks.ask(folder(), Optional.empty())).isNotEmpty();
        }
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        open().close();
        assertThat(folder()).isEmptyDirectory();
        assertThatThrownBy(() -> ConsoleLinks.ask(folder(), Optional.empty()))
                .hasMessageContaining("no gateway with a console runs here");
        assertThatThrownBy(() -> ConsoleLinks.ask(folder(), Optional.of(10002)))
                .hasMessageContaining("no gateway answers");
        assertThatThrownBy(() -> ConsoleLinks.ask(parent.resolve("none"), Optional.empty()))
                .hasMessageContaining("there is no folder");
    }

    @Test
    void severalGatewaysAreToldApartByTheirPort() throws IOException {
        try (TokenSocket one = open();
                TokenSocket other = TokenSocket.open(folder(), 20002, () -> "the other's")) {
            assertThat(one).isNotSameAs(other);
            assertThatThrownBy(() -> ConsoleLinks.ask(folder(), Optional.empty()))
                    .hasMessageContaining("several gateways");
            assertThat(ConsoleLinks.ask(folder(), Optional.of(20002))).isEqualTo("the other's");
        }
    }
}

package io.leasehold.testbed.hiveclients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build has put the clients. Stateless. */
final class ClientJars {

    private ClientJars() {}

    /** What this module itself consists of: a folder of classes or a jar. */
    static Path ownClasses() {
        try {
            return Path.of(ClientJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The classes of this module are nowhere", e);
        }
    }

    /** The jars of one client; both the classes and the jar of this module lie beside the folder of clients. */
    static List<String> in(String client) {
        Path folder = ownClasses().resolveSibling("clients").resolve(client);
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.map(Path::toString).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The build has not put " + client + " into " + folder, e);
        }
    }
}

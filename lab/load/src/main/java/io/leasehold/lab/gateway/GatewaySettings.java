package io.leasehold.lab.gateway;

import io.leasehold.testbed.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The settings file of a gateway in front of databases: as usual, but that any number may come in, without a login. Stateless. */
final class GatewaySettings {
    private GatewaySettings() {}

    /** As clients name it. */
    static String backend(TestDatabase database) {
        return database.kind().name().toLowerCase(Locale.ROOT);
    }

    /** @param sockets how many there will be */
    static Path write(Collection<TestDatabase> databases, int sockets) throws IOException {
        List<String> lines = new ArrayList<>(List.of("backends:"));
        for (TestDatabase database : databases) {
            lines.addAll(List.of(
                    "  " + backend(database) + ":",
                    "    url: \"" + database.jdbcUrl() + "\"",
                    "    username: " + database.user(),
                    "    password: " + database.password(),
                    "    poolSize: 10",
                    // that of H2 may do everything
                    "    allowSuperuser: true"));
        }
        lines.addAll(List.of(
                "logins:",
                "  noAuth: true",
                "binary:",
                "  port: 0",
                "http:",
                "  enabled: false",
                "console:",
                "  enabled: false",
                "connections:",
                "  maximum: " + Math.max(sockets, 100)));
        // with the permissions that a temporary file has: its owner's alone, as it holds a password
        Path file = Files.createTempFile("gateway", ".yml");
        file.toFile().deleteOnExit();
        return Files.write(file, lines);
    }
}

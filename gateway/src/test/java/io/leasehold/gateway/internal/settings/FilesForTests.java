package io.leasehold.gateway.internal.settings;

import io.leasehold.InvalidConfigException;
import io.leasehold.gateway.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;

/** Files of settings and secrets in a folder. */
final class FilesForTests {

    static final String OWNER = "rw-------";
    static final String ALL = "rw-r--r--";

    private final Path folder;

    FilesForTests(Path folder) {
        this.folder = folder;
    }

    Path write(String name, String text, String permissions) {
        try {
            Path file = Files.writeString(folder.resolve(name), text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GatewayConfig read(String yaml) {
        return SettingsFile.read(
                write("gateway.yml", yaml, OWNER),
                variable -> Set.of("PATH", "ANN_PASSWORD").contains(variable));
    }

    /** What is refused, each as {@code setting (line n) = value: allowed}. */
    List<String> refused(String yaml) {
        return refused(write("gateway.yml", yaml, OWNER));
    }

    static List<String> refused(Path file) {
        InvalidConfigException refusal = Assertions.catchThrowableOfType(
                InvalidConfigException.class,
                () -> SettingsFile.read(
                        file, variable -> Set.of("PATH", "ANN_PASSWORD").contains(variable)));
        Assertions.assertThat(refusal).as("refusal of %s", file).isNotNull();
        return refusal.violations().stream().map(Object::toString).toList();
    }
}

package io.leasehold.gateway.internal.settings;

import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.internal.settings.Node.Entries;
import io.leasehold.gateway.internal.settings.Node.Refused;
import io.leasehold.gateway.internal.settings.Node.Scalar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A gateway's file of settings. Pure functions of the file system and the environment. */
public final class SettingsFile {

    private static final int LARGEST = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SettingsFile() {}

    /**
     * The settings in a file.
     *
     * @throws io.leasehold.InvalidConfigException naming all that is wrong, with the lines
     */
    public static GatewayConfig read(Path file) {
        return read(file, variable -> System.getenv(variable) != null);
    }

    static GatewayConfig read(Path file, Predicate<String> isVariable) {
        Notes notes = new Notes();
        Optional<GatewayConfig> config = text(file, notes).flatMap(text -> {
            Path folder = file.toAbsolutePath().normalize().getParent();
            Values values = new Values(notes, folder == null ? file.toAbsolutePath() : folder, isVariable);
            Optional<GatewayConfig> read = bind(text, notes, values);
            if (values.hasSecretsInFile()) {
                OwnerOnly.problem(file)
                        .ifPresent(problem ->
                                notes.refuse("", 0, file.toString(), "has a secret in it, so it " + problem));
            }
            return read;
        });
        notes.done("gateway settings in " + file);
        return config.orElseGet(GatewayConfig::defaults);
    }

    private static Optional<GatewayConfig> bind(String text, Notes notes, Values values) {
        Optional<Node> root = Yaml.read(text, notes);
        if (root.isEmpty() || root.get() instanceof Refused) {
            return Optional.empty();
        }
        if (root.get() instanceof Scalar scalar && scalar.isNothing()) {
            return Optional.empty();
        }
        if (root.get() instanceof Entries entries) {
            return new Binder(notes, values).bind(GatewayConfig.class, entries, "", Map.of());
        }
        notes.refuse(
                "", root.get().line(), Notes.NOT_SHOWN, "must be a mapping: lines with a name, a colon and a value");
        return Optional.empty();
    }

    private static Optional<String> text(Path file, Notes notes) {
        try {
            if (!Files.isRegularFile(file)) {
                notes.refuse("", 0, file.toString(), "must be a file; there is none at this path");
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST) {
                notes.refuse("", 0, file.toString(), "must be at most 1 MB");
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            notes.refuse("", 0, file.toString(), "must be text in UTF-8");
        } catch (IOException e) {
            notes.refuse("", 0, file.toString(), "must be a file that this process may read");
        }
        return Optional.empty();
    }
}

package io.leasehold.guards;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * What a module shows to its users, as text: its exports, and each public class of the exported packages with its public and protected
 * members, as {@code javap} prints them. Stateless.
 */
final class PublishedApi {
    private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

    private PublishedApi() {}

    static String of(BuildModule module) {
        Path classes = Project.classesOf(module);
        ModuleDescriptor descriptor = descriptor(module);
        StringBuilder text = new StringBuilder("module " + descriptor.name() + "\n");
        for (String exported : exported(descriptor)) {
            text.append("\nexports ").append(exported).append('\n');
            for (Path file : classFiles(classes.resolve(exported.replace('.', '/')))) {
                String printed = javap(file);
                if (printed.startsWith("public ")) {
                    text.append('\n').append(printed);
                }
            }
        }
        return text.toString();
    }

    static ModuleDescriptor descriptor(BuildModule module) {
        return ModuleFinder.of(Project.classesOf(module))
                .findAll()
                .iterator()
                .next()
                .descriptor();
    }

    /** The packages exported to everybody, sorted. */
    static List<String> exported(ModuleDescriptor descriptor) {
        return descriptor.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .sorted()
                .toList();
    }

    private static List<Path> classFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String javap(Path file) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        if (JAVAP.run(writer, writer, "-protected", "-constants", file.toString()) != 0) {
            throw new IllegalStateException("javap: " + out);
        }
        List<String> lines = new ArrayList<>(out.toString().lines().toList());
        lines.removeIf(line -> line.startsWith("Compiled from "));
        return String.join("\n", lines) + "\n";
    }
}

package io.leasehold.codegen;

import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the generated sources go. */
final class SourceFolder {

    private SourceFolder() {}

    /** Writes the file unless it already reads so: an unchanged source is not compiled again. */
    static void write(Path folder, JavaFile file) {
        Path path = folder.resolve(file.toJavaFileObject().getName());
        String source = file.toString();
        try {
            if (!Files.exists(path) || !Files.readString(path).equals(source)) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, source);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

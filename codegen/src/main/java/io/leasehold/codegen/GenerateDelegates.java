package io.leasehold.codegen;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the delegates of the java.sql interfaces of Java 17, whichever JDK runs the build. */
public final class GenerateDelegates {

    private GenerateDelegates() {}

    /**
     * Writes the sources.
     *
     * @param args the folder to write to
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("give one argument: the folder for the generated sources");
        }
        Path folder = Path.of(args[0]);
        Release17.look((elements, types) -> {
            DelegateWriter writer = new DelegateWriter(elements, types);
            for (Delegate delegate : Delegate.ALL) {
                SourceFolder.write(folder, writer.write(delegate));
            }
        });
    }
}

package io.leasehold.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what is the matter with a file, where the JDK's errors say its path alone. Stateless. */
final class FileErrors {

    private FileErrors() {}

    static String words(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such folder.";
        }
        if (e instanceof AccessDeniedException) {
            return "you may not write there.";
        }
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason() + "."
                : e.getMessage() + ".";
    }
}

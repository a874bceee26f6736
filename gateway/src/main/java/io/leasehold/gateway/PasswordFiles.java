package io.leasehold.gateway;

import io.leasehold.gateway.internal.auth.PasswordFileEditor;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;

/** Changes password files, as {@code leasehold passwd} does. Stateless. */
public final class PasswordFiles {

    private PasswordFiles() {}

    /**
     * Gives a user a password: replaces the user's line, or adds one. The file is its owner's alone afterwards, and made if there is
     * none; whoever reads it meanwhile sees it as it was before or as it is then. Takes a good part of a second, since hashing is made
     * to be slow.
     *
     * @param file where gateways look, {@code logins.passwordFile}
     * @param name the user: 1 to 128 characters without colons, control characters and spaces around it
     * @param password its first line is the password, 1 to 1,024 characters
     * @return whether the user had one before
     * @throws io.leasehold.InvalidConfigException if the name or the password cannot be used
     * @throws java.nio.file.FileAlreadyExistsException if another change is under way, or one broke off
     * @throws IOException if the file cannot be written
     */
    public static boolean set(Path file, String name, Reader password) throws IOException {
        return PasswordFileEditor.set(file, name, password);
    }
}

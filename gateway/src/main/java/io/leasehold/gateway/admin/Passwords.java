package io.leasehold.gateway.admin;

import io.leasehold.gateway.internal.auth.PasswordFileEditor;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;

/** The file of the passwords of a gateway's clients. Stateless. */
public final class Passwords {

    private Passwords() {}

    /**
     * Gives a user a password; a gateway that uses the file sees it at the next login.
     *
     * @param file is made if there is none, for its owner alone
     * @param password its first line is the password
     * @return whether the user had one, which was replaced
     * @throws io.leasehold.InvalidConfigException if the name or the password cannot be used
     * @throws IOException if the file cannot be changed, or another change is under way
     */
    public static boolean set(Path file, String name, Reader password) throws IOException {
        return PasswordFileEditor.set(file, name, password);
    }
}

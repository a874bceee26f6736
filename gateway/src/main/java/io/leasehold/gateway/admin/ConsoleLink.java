package io.leasehold.gateway.admin;

import io.leasehold.gateway.internal.console.ConsoleLinks;
import io.leasehold.gateway.internal.console.RuntimeFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The way into the console of a gateway that this user runs on this machine. Stateless. */
public final class ConsoleLink {

    private ConsoleLink() {}

    /**
     * Asks the gateway for a new link, which is good once and for ten minutes.
     *
     * @param folder as the gateway's settings have it; empty for the usual one
     * @param port that of its console; empty where only one gateway runs
     * @throws IOException with one sentence that says what to change, if there is no gateway, or several
     */
    public static String ask(Optional<Path> folder, Optional<Integer> port) throws IOException {
        return ConsoleLinks.ask(folder.orElseGet(RuntimeFolder::usual), port);
    }

    /**
     * Removes what a gateway of this process left in the folder, where it ends without being closed.
     *
     * @param folder as the gateway's settings have it; empty for the usual one
     * @param port that of its console
     */
    public static void forget(Optional<Path> folder, int port) {
        ConsoleLinks.forget(folder.orElseGet(RuntimeFolder::usual), port);
    }
}

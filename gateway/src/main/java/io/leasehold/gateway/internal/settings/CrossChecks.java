package io.leasehold.gateway.internal.settings;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.BinaryConfig;
import io.leasehold.gateway.ConsoleConfig;
import io.leasehold.gateway.HttpConfig;
import io.leasehold.gateway.LoginConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What settings must keep beside each other. Pure functions, but for what they add to the checks. */
public final class CrossChecks {

    private static final String NONE = "none";
    private static final String PASSWORD = "password";
    private static final String TOKEN = "token";

    private CrossChecks() {}

    /**
     * @param name in the file
     * @param secures what clients send to say who they are: a password, the console's token, or none
     */
    private record Listener(
            String name, boolean enabled, String address, int port, String secures, boolean tls, boolean cleartext) {}

    public static void check(
            Checks checks,
            List<BackendConfig> backends,
            BinaryConfig binary,
            HttpConfig http,
            ConsoleConfig console,
            LoginConfig logins) {
        Listener calls = new Listener(
                "binary",
                binary.enabled(),
                binary.address(),
                binary.port(),
                binary.authentication(),
                binary.tls().isPresent(),
                binary.allowCleartext());
        Listener requests = new Listener(
                "http",
                http.enabled(),
                http.address(),
                http.port(),
                http.authentication(),
                http.tls().isPresent(),
                http.allowCleartext());
        Listener pages = new Listener(
                "console",
                console.enabled(),
                console.address(),
                console.port(),
                TOKEN,
                console.tls().isPresent(),
                console.allowCleartext());
        names(checks, backends);
        checks.unless(
                binary.enabled() || http.enabled(), "binary.enabled", "false", "must be true, or http.enabled must be");
        for (Listener listener : List.of(calls, requests)) {
            authentication(checks, listener, backends, logins);
        }
        for (Listener listener : List.of(calls, requests, pages)) {
            cleartext(checks, listener);
        }
        ports(checks, requests, calls);
        ports(checks, pages, calls);
        ports(checks, pages, requests);
    }

    private static void names(Checks checks, List<BackendConfig> backends) {
        Set<String> names = new HashSet<>();
        for (BackendConfig backend : backends) {
            checks.unless(
                    names.add(backend.name().toLowerCase(Locale.ROOT)),
                    "backends." + backend.name(),
                    backend.name(),
                    "must differ from the other names by more than small and capital letters");
            checks.unless(
                    !backend.username().isEmpty(),
                    "backends." + backend.name() + ".username",
                    "not given",
                    "must be given: as whom to log in; a database that knows no users takes any name");
        }
    }

    private static void authentication(
            Checks checks, Listener listener, List<BackendConfig> backends, LoginConfig logins) {
        if (!listener.enabled) {
            return;
        }
        if (listener.secures.equals(PASSWORD)) {
            checks.unless(
                    logins.passwordFile().isPresent(),
                    "logins.passwordFile",
                    "not given",
                    "must be given, since " + listener.name
                            + ".authentication is password: write it by leasehold passwd");
        }
        for (BackendConfig backend : backends) {
            checks.unless(
                    !listener.secures.equals(NONE) || backend.users().isEmpty(),
                    "backends." + backend.name() + ".users",
                    String.join(", ", backend.users().keySet()),
                    "must not be given where " + listener.name
                            + ".authentication is none, since anybody could say to be one of them");
        }
        Optional<BackendConfig> real =
                backends.stream().filter(backend -> !backend.sample()).findFirst();
        if (listener.secures.equals(NONE) && real.isPresent()) {
            checks.unless(
                    logins.noAuth(),
                    listener.name + ".authentication",
                    NONE,
                    "must be password, or the name of an Authenticator, since anybody could use the backend '"
                            + real.get().name() + "'; for a trial on loopback set logins.noAuth to true");
            checks.unless(
                    !logins.noAuth() || Addresses.isLoopback(listener.address),
                    listener.name + ".address",
                    listener.address,
                    "must be 127.0.0.1, ::1 or localhost where logins.noAuth is true");
        }
    }

    private static void cleartext(Checks checks, Listener listener) {
        boolean secret = !listener.secures.equals(NONE);
        boolean open = !listener.tls && !listener.cleartext && !Addresses.isLoopback(listener.address);
        checks.unless(
                !(listener.enabled && secret && open),
                listener.name + ".address",
                listener.address,
                "must be 127.0.0.1, ::1 or localhost, or "
                        + (listener.secures.equals(TOKEN) ? "the console's token" : "passwords")
                        + " would cross the network unencrypted: give " + listener.name + ".tls, or set "
                        + listener.name
                        + ".allowCleartext to true");
    }

    private static void ports(Checks checks, Listener listener, Listener other) {
        boolean meet = listener.address.equals(other.address)
                || Addresses.isAny(listener.address)
                || Addresses.isAny(other.address);
        checks.unless(
                !(listener.enabled && other.enabled && meet && listener.port == other.port && listener.port != 0),
                listener.name + ".port",
                Integer.toString(listener.port),
                "must be another than " + other.name + ".port");
    }
}

package io.leasehold.gateway.internal.wire;

import static io.leasehold.InvalidConfigException.words;

import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.internal.settings.Records;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a listener for Thrift has, whatever its transport. Immutable.
 *
 * @param host a name or address of this machine to listen on; loopback by default
 * @param port 1 to 65,535, or 0 for any that is free
 * @param authentication how clients log in; a listener reachable from elsewhere should ask for a password
 * @param tls certificate and key; without, nothing is encrypted
 * @param allowCleartext whether passwords may come unencrypted from beyond loopback; refused by default
 * @param maximumConnections how many clients may be connected; 10,000 by default where there are virtual threads (JDK 21), else
 *     1,000; 1 to 100,000
 * @param maximumUnauthenticatedPerAddress how many connections of one address may be logging in; 32 by default, 1 to 10,000
 * @param loginTimeout how long logging in may take, the verification of the password and the waiting for it not counted; 10 s by
 *     default, 1 s to 5 min
 * @param maximumMessage the size of a client's message after its login, in bytes; 16 MB by default, 1 MB to 100 MB
 */
public record ListenerSettings(
        String host,
        int port,
        Authentication authentication,
        Optional<TlsFiles> tls,
        boolean allowCleartext,
        int maximumConnections,
        int maximumUnauthenticatedPerAddress,
        Duration loginTimeout,
        int maximumMessage) {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int MOST_PORTS = 65_535;
    private static final int MOST_CONNECTIONS = 100_000;
    private static final int MOST_UNAUTHENTICATED = 10_000;
    private static final int LARGEST_MESSAGE = 100 * MEGABYTE;
    private static final Duration SHORTEST_LOGIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOGIN = Duration.ofMinutes(5);

    /** On loopback, without authentication; all else as its text says. */
    public static ListenerSettings onLoopback(int port) {
        return new ListenerSettings(
                "127.0.0.1",
                port,
                Authentication.NONE,
                Optional.empty(),
                false,
                ConnectionThreads.areVirtual() ? 10_000 : 1_000,
                32,
                Duration.ofSeconds(10),
                16 * MEGABYTE);
    }

    /**
     * All that is wrong with these settings; looks the host up and reads the files of the certificate.
     *
     * @param prefix what stands before their names, such as {@code "binary."}
     */
    public List<Violation> violations(String prefix) {
        List<Violation> found = new ArrayList<>();
        range(found, prefix + "port", port, 0, MOST_PORTS);
        range(found, prefix + "connections.maximum", maximumConnections, 1, MOST_CONNECTIONS);
        range(
                found,
                prefix + "connections.unauthenticatedPerAddress",
                maximumUnauthenticatedPerAddress,
                1,
                MOST_UNAUTHENTICATED);
        range(found, prefix + "maximumMessage", maximumMessage, MEGABYTE, LARGEST_MESSAGE);
        range(found, prefix + "loginTimeout", loginTimeout, SHORTEST_LOGIN, LONGEST_LOGIN);
        try {
            InetAddress address = InetAddress.getByName(host);
            if (sendsPasswordsInCleartext() && !address.isLoopbackAddress() && !allowCleartext) {
                found.add(new Violation(
                        prefix + "host",
                        host,
                        "passwords would cross the network unencrypted: give " + prefix
                                + "tls, listen on 127.0.0.1, or set " + prefix + "allowCleartext to true"));
            }
        } catch (UnknownHostException e) {
            found.add(new Violation(prefix + "host", host, "must be a name or an address of this machine"));
        }
        tls.ifPresent(files -> found.addAll(TlsContext.violations(files, prefix + "tls")));
        return found;
    }

    boolean sendsPasswordsInCleartext() {
        return authentication == Authentication.PASSWORD && tls.isEmpty();
    }

    static void range(List<Violation> found, String name, int value, int least, int most) {
        if (value < least || value > most) {
            found.add(new Violation(name, Integer.toString(value), "must be " + least + " to " + most));
        }
    }

    static void range(List<Violation> found, String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            found.add(new Violation(name, words(value), "must be " + words(least) + " to " + words(most)));
        }
    }

    public ListenerSettings host(String value) {
        return Records.with(this, "host", value);
    }

    public ListenerSettings authentication(Authentication value) {
        return Records.with(this, "authentication", value);
    }

    public ListenerSettings tls(TlsFiles value) {
        return Records.with(this, "tls", Optional.of(value));
    }

    public ListenerSettings allowCleartext(boolean value) {
        return Records.with(this, "allowCleartext", value);
    }

    public ListenerSettings maximumConnections(int value) {
        return Records.with(this, "maximumConnections", value);
    }
}

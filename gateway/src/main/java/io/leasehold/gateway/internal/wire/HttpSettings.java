package io.leasehold.gateway.internal.wire;

import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.internal.web.BrowserPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an {@link HttpServer} has. Immutable.
 *
 * @param listener what every listener has
 * @param path where calls are posted to, beginning with a slash; {@code /cliservice} by default, as clients have it
 * @param hosts the names by which clients may address this server, without ports, beside localhost, addresses and the listener's host
 */
public record HttpSettings(ListenerSettings listener, String path, Set<String> hosts) {

    public HttpSettings {
        hosts = Set.copyOf(hosts);
    }

    /** At {@code /cliservice}, addressed as loopback or by the listener's host. */
    public static HttpSettings of(ListenerSettings listener) {
        return new HttpSettings(listener, "/cliservice", Set.of());
    }

    /** All that is wrong with these settings; see {@link ListenerSettings#violations}. */
    public List<Violation> violations(String prefix) {
        List<Violation> found = new ArrayList<>(listener.violations(prefix));
        BrowserPorts.check(prefix + "port", listener.port()).ifPresent(found::add);
        if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
            found.add(new Violation(prefix + "path", path, "must begin with a slash, and have neither ? nor #"));
        }
        return found;
    }
}

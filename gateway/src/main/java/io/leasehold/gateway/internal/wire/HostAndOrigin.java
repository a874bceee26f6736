package io.leasehold.gateway.internal.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps pages of other sites away from what is behind it. Safe for any number of threads.
 *
 * <p>A page in a browser on this machine or in this network can send requests here. Either it asks for this server by a name of
 * its own that was made to point here (DNS rebinding): then the Host is not one of ours. Or it asks for it by our name: then the
 * browser says with a POST which site the page is of, and that is not this one. No header of CORS is ever sent, so a page of
 * another site cannot read an answer either.
 */
public final class HostAndOrigin extends Handler.Wrapper {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts;

    /**
     * @param listenerHost what the listener is bound to
     * @param more names by which clients may address this server, without ports
     * @param inner what is behind
     */
    public HostAndOrigin(String listenerHost, Set<String> more, Handler inner) {
        super(inner);
        Set<String> names = new HashSet<>(LOOPBACK);
        names.add(bare(listenerHost.contains(":") ? "[" + listenerHost + "]" : listenerHost));
        more.forEach(name -> names.add(bare(name)));
        this.hosts = Set.copyOf(names);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        List<String> host = request.getHeaders().getValuesList(HttpHeader.HOST);
        String authority = request.getHttpURI().getAuthority();
        if (host.size() != 1
                || !hosts.contains(bare(host.get(0)))
                || authority != null && !hosts.contains(bare(authority))) {
            return HttpAnswers.sentence(
                    response,
                    callback,
                    HttpStatus.MISDIRECTED_REQUEST_421,
                    "This server does not answer to that name: add it to hosts in its settings, or use another.");
        }
        for (String origin : request.getHeaders().getValuesList(HttpHeader.ORIGIN)) {
            String own = (request.isSecure() ? "https://" : "http://") + host.get(0);
            if (!origin.equalsIgnoreCase(own)) {
                return HttpAnswers.sentence(
                        response, callback, HttpStatus.FORBIDDEN_403, "Pages of other sites may not ask this server.");
            }
        }
        return super.handle(request, response, callback);
    }

    /** A name without its port, the way it is compared. */
    private static String bare(String authority) {
        String lower = authority.strip().toLowerCase(Locale.ROOT);
        int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
        String name = end > 0 ? lower.substring(0, end) : lower;
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}

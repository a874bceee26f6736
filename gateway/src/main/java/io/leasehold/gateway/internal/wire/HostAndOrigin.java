package io.leasehold.gateway.internal.wire;

import io.leasehold.gateway.internal.web.OwnSite;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Keeps pages of other sites away from what is behind it, as {@link OwnSite} tells them. Safe for any number of threads. */
final class HostAndOrigin extends Handler.Wrapper {

    private final OwnSite site;

    /** @param inner what is behind; all that it is asked may change something */
    HostAndOrigin(OwnSite site, Handler inner) {
        super(inner);
        this.site = site;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        List<String> host = request.getHeaders().getValuesList(HttpHeader.HOST);
        String authority = request.getHttpURI().getAuthority();
        if (host.size() != 1 || !site.isAllowed(host.get(0)) || authority != null && !site.isAllowed(authority)) {
            return HttpAnswers.sentence(
                    response,
                    callback,
                    HttpStatus.MISDIRECTED_REQUEST_421,
                    "This server does not answer to that name: add it to hosts in its settings, or use another.");
        }
        if (OwnSite.isForeign(
                true, name -> Optional.ofNullable(request.getHeaders().get(name)))) {
            return HttpAnswers.sentence(
                    response, callback, HttpStatus.FORBIDDEN_403, "Pages of other sites may not ask this server.");
        }
        return super.handle(request, response, callback);
    }
}

package io.leasehold.jdbc.internal.open;

import io.leasehold.jdbc.internal.settings.SafeUrl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server a url leads to: of two urls with the same host and port neither can be reached if one cannot. Equal by the server; its
 * text is the whole url without secrets. Immutable.
 */
public final class TenantAddress {

    /** Driver and authority, without user and password: {@code jdbc:postgresql://host:5432}. */
    private static final Pattern SERVER = Pattern.compile("(jdbc:[^/?;]*)//(?:[^@/?;]*@)?([^/?;]+).*");

    private final String server;
    private final String shown;

    public TenantAddress(String url) {
        Matcher matcher = SERVER.matcher(url);
        this.server = matcher.matches() ? matcher.group(1) + "//" + matcher.group(2) : url;
        this.shown = SafeUrl.of(url);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TenantAddress address && server.equals(address.server);
    }

    @Override
    public int hashCode() {
        return server.hashCode();
    }

    @Override
    public String toString() {
        return shown;
    }
}

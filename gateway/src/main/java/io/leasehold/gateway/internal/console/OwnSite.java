package io.leasehold.gateway.internal.console;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request was made by the console's own pages or by no page at all. Immutable.
 *
 * <p>Two ways lead from a stranger's page in a browser to a server on loopback. The page may send requests here from where it is;
 * browsers then name its origin ({@code Origin}, {@code Sec-Fetch-Site}), and it is refused. Or its own name may be made to point to
 * this machine (rebinding); the browser then takes this server for that site, but still asks for it by that name, which is not among
 * the allowed ones. A name that is an address needs no list: nobody can make an address point elsewhere, and probes use them.
 */
final class OwnSite {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:]*)(:\\d{1,5})?");

    private final Set<String> names;

    OwnSite(Set<String> names) {
        this.names = names;
    }

    /** Whether a server may be asked for by what stands in {@code Host}. */
    boolean isAllowed(@Nullable String authority) {
        if (authority == null) {
            return false;
        }
        var parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return false;
        }
        String host = parts.group(1);
        return host.equals("localhost")
                || names.contains(host)
                || IPV4.matcher(host).matches()
                || IPV6.matcher(host).matches();
    }

    /**
     * Whether a request comes from elsewhere.
     *
     * @param changes whether its method may change anything
     * @param origin what stands in {@code Origin}. A form of a page that has no referrer, as ours, sends {@code null}, and so do pages
     *     in sandboxes: only {@code Sec-Fetch-Site} tells them apart
     * @param site what stands in {@code Sec-Fetch-Site}, which no page can set
     */
    static boolean isForeign(
            boolean changes,
            @Nullable String authority,
            @Nullable String origin,
            @Nullable String site,
            @Nullable String mode,
            @Nullable String destination) {
        boolean own = "same-origin".equals(site);
        if (origin != null && !(origin.equals("null") ? own : isOf(origin, authority))) {
            return true;
        }
        if (site == null || own || site.equals("none")) {
            return false;
        }
        // A link on another site may be followed: it shows the page to who clicked, and to nobody else.
        return changes || !"navigate".equals(mode) || !"document".equals(destination);
    }

    private static boolean isOf(String origin, @Nullable String authority) {
        return authority != null
                && (origin.equalsIgnoreCase("http://" + authority) || origin.equalsIgnoreCase("https://" + authority));
    }
}

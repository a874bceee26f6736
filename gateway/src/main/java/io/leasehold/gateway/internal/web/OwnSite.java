package io.leasehold.gateway.internal.web;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a request was made by a page of this very server, or by no page at all. Immutable.
 *
 * <p>Two ways lead from a stranger's page in a browser to a server on loopback or in a network. The page may send requests here from
 * where it is; browsers then name its origin ({@code Origin}, {@code Sec-Fetch-Site}), and it is refused. Or its own name may be made to
 * point here (DNS rebinding); the browser then takes this server for that site, but still asks for it by that name, which is not among
 * the allowed ones. A name that is an address needs no list: nobody can make an address point elsewhere, and probes use them. No header
 * of CORS is ever sent, so a page of another site cannot read an answer either.
 */
public final class OwnSite {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:]*)(:\\d{1,5})?");

    private final Set<String> names = new HashSet<>(Set.of("localhost"));

    /**
     * @param listener the name or address that the listener is bound to
     * @param more further names by which clients may ask for this server, without ports
     */
    public OwnSite(String listener, Set<String> more) {
        names.add(plain(listener));
        more.forEach(name -> names.add(plain(name)));
    }

    /**
     * Whether this server may be asked for under a name.
     *
     * @param authority what stands in {@code Host} or in the first line of a request: a name or an address, and perhaps a port
     */
    public boolean isAllowed(String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return false;
        }
        String host = plain(parts.group(1));
        return names.contains(host)
                || IPV4.matcher(host).matches()
                || IPV6.matcher(host).matches();
    }

    /** As names are compared: case means nothing, and neither does the dot of the root at the end. */
    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /**
     * Whether a request comes from a page of elsewhere.
     *
     * <p>A form of a page that has no referrer, as the console's, sends an {@code Origin} of {@code null}, and so do pages in sandboxes:
     * only {@code Sec-Fetch-Site}, which no page can set, tells them apart.
     *
     * @param changes whether its method may change anything
     * @param header gives the request's headers by their names
     */
    public static boolean isForeign(boolean changes, Function<String, Optional<String>> header) {
        Optional<String> origin = header.apply("Origin");
        Optional<String> site = header.apply("Sec-Fetch-Site");
        boolean isOwn = site.filter("same-origin"::equals).isPresent();
        if (origin.isPresent() && !(origin.get().equals("null") ? isOwn : isOf(origin.get(), header.apply("Host")))) {
            return true;
        }
        if (site.isEmpty() || isOwn || site.get().equals("none")) {
            return false;
        }
        // A link on another site may be followed: it shows the page to who clicked, and to nobody else.
        return changes
                || !header.apply("Sec-Fetch-Mode").filter("navigate"::equals).isPresent()
                || !header.apply("Sec-Fetch-Dest").filter("document"::equals).isPresent();
    }

    /** Of either scheme: TLS may end in front of this server. */
    private static boolean isOf(String origin, Optional<String> authority) {
        return authority.isPresent()
                && (origin.equalsIgnoreCase("http://" + authority.get())
                        || origin.equalsIgnoreCase("https://" + authority.get()));
    }
}

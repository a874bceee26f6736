package io.leasehold.drills.databases;

import io.leasehold.drills.BadInputException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL whose host and port can be replaced, so that the same database is reached through a proxy. Immutable.
 *
 * @param host the database's host
 * @param port the database's port
 * @param head the URL up to the host
 * @param tail the URL after the port
 */
public record JdbcAddress(String host, int port, String head, String tail) {

    /** Where the proxy's address goes in a URL whose form is not known here. */
    public static final String PLACEHOLDER = "{proxy}";

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of(
            "jdbc:h2:tcp://", 9092,
            "jdbc:hsqldb:hsql://", 9001,
            "jdbc:postgresql://", 5432,
            "jdbc:mariadb://", 3306,
            "jdbc:mysql://", 3306);

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:/?;,\\[\\]@()]+)(?::(\\d+))?([/?;].*)?");
    private static final Pattern LOGIN =
            Pattern.compile("^((?:jdbc:)?\\w+:(?:(?:thin|oci|oci8|tcp|ssl|hsql|hsqls):)?(?://)?).*@");
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)([\\w.-]*(?:passw|pwd|secret|token|credential)[\\w.-]*)=[^;&)]*");
    private static final Pattern ANY_TARGET = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+):(\\d+)");

    /** Reads a URL of a form that is known here. */
    public static JdbcAddress of(String url) {
        if (!url.startsWith("jdbc:")) {
            throw new BadInputException("--url " + shown(url)
                    + ": a JDBC URL begins with 'jdbc:', such as jdbc:postgresql://localhost:5432/test.");
        }
        for (Map.Entry<String, Integer> known : DEFAULT_PORTS.entrySet()) {
            if (url.startsWith(known.getKey())) {
                return split(url, known.getKey(), known.getValue());
            }
        }
        throw new BadInputException("--url " + shown(url) + ": " + advice(url));
    }

    /** Takes the target from the user, for a URL that says itself where the proxy's address goes. */
    public static JdbcAddress of(String url, String target) {
        int at = url.indexOf(PLACEHOLDER);
        if (at < 0) {
            throw new BadInputException("--url " + shown(url)
                    + ": with --proxy-target, write {proxy} where the URL has the database's host and port.");
        }
        Matcher parts = ANY_TARGET.matcher(target);
        if (!parts.matches()) {
            throw new BadInputException("--proxy-target " + target + ": give it as HOST:PORT.");
        }
        int port = port("--proxy-target " + target, parts.group(2));
        return new JdbcAddress(
                bare(parts.group(1)), port, url.substring(0, at), url.substring(at + PLACEHOLDER.length()));
    }

    /** The URL with this address in it. */
    public String urlAt(String atHost, int atPort) {
        return head + (atHost.contains(":") ? "[" + atHost + "]" : atHost) + ":" + atPort + tail;
    }

    /** The URL of the database itself. */
    public String url() {
        return urlAt(host, port);
    }

    private static JdbcAddress split(String url, String head, int defaultPort) {
        Matcher parts = HOST_AND_PORT.matcher(url.substring(head.length()));
        if (!parts.matches()) {
            throw new BadInputException("--url " + shown(url) + ": name one host, and a port if it is not "
                    + defaultPort + ", after " + head + "; several hosts cannot be put behind one proxy.");
        }
        int port = parts.group(2) == null ? defaultPort : port("--url " + shown(url), parts.group(2));
        return new JdbcAddress(bare(parts.group(1)), port, head, parts.group(3) == null ? "" : parts.group(3));
    }

    private static int port(String where, String digits) {
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new BadInputException(where + ": the port must be from 1 to 65535.");
        }
        return port;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String advice(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return "drills need a socket to put a proxy on: use jdbc:h2:tcp://HOST:PORT/NAME, or leave --url out for an H2 of their own.";
        }
        if (url.startsWith("jdbc:hsqldb:")) {
            return "drills need a socket to put a proxy on: use jdbc:hsqldb:hsql://HOST:PORT/NAME.";
        }
        if (url.startsWith("jdbc:postgresql:") || url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
            return "name one host and port, as in jdbc:postgresql://HOST:PORT/NAME; several hosts cannot be put behind one proxy.";
        }
        return "the form of this URL is not known here: add --proxy-target HOST:PORT and write {proxy} in the URL in its place.";
    }

    /**
     * A URL for an error text: without what may be a secret in its parameters, and without who logs in, which may be written before
     * an @ together with a password that has any signs in it (P9).
     */
    public static String shown(String url) {
        return SECRET_PARAMETER
                .matcher(LOGIN.matcher(url).replaceFirst("$1...@"))
                .replaceAll("$1=...");
    }
}

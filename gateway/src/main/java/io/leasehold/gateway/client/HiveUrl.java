package io.leasehold.gateway.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An URL as Hive's JDBC driver reads it: {@code jdbc:hive2://HOST:PORT/DATABASE;name=value;...}, with those parameters that this client
 * knows. Immutable.
 *
 * @param host a name or an address; of version 6 without its brackets
 * @param port 10000 if the URL has none
 * @param database {@code default} if the URL has none
 * @param transport binary unless {@code transportMode=http}
 * @param httpPath {@code cliservice} unless {@code httpPath} says otherwise; without a slash before it
 * @param tls whether {@code ssl=true}
 * @param login whether a name and a password are presented: over HTTP always, else unless {@code auth=noSasl}
 * @param trustStore the file with the certificates to trust, {@code sslTrustStore}: PEM, PKCS12 or JKS; empty for those of the JVM
 * @param trustStorePassword {@code trustStorePassword}; empty if there is none
 * @param user {@code user}; empty if there is none
 */
public record HiveUrl(
        String host,
        int port,
        String database,
        Transport transport,
        String httpPath,
        boolean tls,
        boolean login,
        String trustStore,
        String trustStorePassword,
        String user) {

    /** How calls go to the server. */
    public enum Transport {
        BINARY,
        HTTP
    }

    private static final int PORT = 10_000;
    private static final Pattern SHAPE = Pattern.compile(
            "jdbc:hive2://(?:\\[(?<six>[0-9A-Fa-f:.%]+)]|(?<name>[^:/;,?#\\[\\]]+))(?::(?<port>[^/;,?#]*))?"
                    + "(?:/(?<database>[^;?#]*))?(?<parameters>(?:;[^?#]*)?)");
    private static final Set<String> KNOWN = Set.of(
            "auth", "ssl", "transportmode", "httppath", "ssltruststore", "truststorepassword", "user", "password");
    private static final String SPELLED =
            "auth=noSasl, ssl=true, transportMode=http, httpPath=..., sslTrustStore=..., trustStorePassword=..., user=...";

    /** @throws CannotConnectException naming all that is wrong with it */
    public static HiveUrl parse(String url) throws CannotConnectException {
        Matcher shape = SHAPE.matcher(url.strip());
        if (!shape.matches()) {
            throw new CannotConnectException(
                    "This is no URL of a HiveServer2: it reads jdbc:hive2://HOST:PORT/DATABASE, with"
                            + " parameters after it such as ;auth=noSasl; one host, and nothing after '?' or '#'.");
        }
        List<String> wrong = new ArrayList<>();
        Map<String, String> parameters = parameters(shape.group("parameters"), wrong);
        String database = shape.group("database");
        boolean http = choice(parameters, "transportMode", "binary", "http", wrong);
        boolean noSasl = choice(parameters, "auth", "none", "noSasl", wrong);
        HiveUrl parsed = new HiveUrl(
                shape.group("six") == null ? shape.group("name") : shape.group("six"),
                port(shape.group("port"), wrong),
                database == null || database.isEmpty() ? "default" : database,
                http ? Transport.HTTP : Transport.BINARY,
                parameters.getOrDefault("httppath", "cliservice").replaceFirst("^/+", ""),
                choice(parameters, "ssl", "false", "true", wrong),
                http || !noSasl,
                parameters.getOrDefault("ssltruststore", ""),
                parameters.getOrDefault("truststorepassword", ""),
                parameters.getOrDefault("user", ""));
        if (!wrong.isEmpty()) {
            throw new CannotConnectException("This URL cannot be used: " + String.join("; ", wrong) + ".");
        }
        return parsed;
    }

    /** By their names in lower case: Hive's driver does not care for the case of some. */
    private static Map<String, String> parameters(String text, List<String> wrong) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : text.split(";")) {
            int equals = parameter.indexOf('=');
            String name = (equals < 0 ? parameter : parameter.substring(0, equals)).strip();
            if (name.isEmpty()) {
                continue;
            }
            if (!KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
                wrong.add("the parameter '" + name + "' is not known here; there are " + SPELLED);
            } else if (name.equalsIgnoreCase("password")) {
                wrong.add(
                        "a password in it can be read by everybody on this machine: have it asked for, or give it in the environment");
            } else {
                parameters.put(
                        name.toLowerCase(Locale.ROOT),
                        equals < 0 ? "" : parameter.substring(equals + 1).strip());
            }
        }
        return parameters;
    }

    /** Whether a parameter is the one of two values that is not usual. */
    private static boolean choice(
            Map<String, String> parameters, String name, String usual, String other, List<String> wrong) {
        String value = parameters.getOrDefault(name.toLowerCase(Locale.ROOT), usual);
        if (!value.equalsIgnoreCase(usual) && !value.equalsIgnoreCase(other)) {
            wrong.add(name + " is " + usual + " or " + other + ", not '" + value + "'");
        }
        return value.equalsIgnoreCase(other);
    }

    private static int port(@Nullable String text, List<String> wrong) {
        if (text == null) {
            return PORT;
        }
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        wrong.add("the port is a number from 1 to 65535, not '" + text + "'");
        return PORT;
    }

    /** Host and port, for messages. */
    String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Without the password of the trust store. */
    @Override
    public String toString() {
        return "HiveUrl[" + address() + "/" + database + ", " + transport + ", tls=" + tls + ", login=" + login + "]";
    }
}

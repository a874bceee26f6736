package io.leasehold.jdbc.internal.settings;

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
 * A JDBC url as it may be shown: where it leads, and those of its parameters that are known to be harmless. What is not
 * understood is left out. Pure functions.
 */
public final class SafeUrl {

    private static final Set<String> HARMLESS = Set.of(
            "applicationname",
            "connecttimeout",
            "currentschema",
            "database",
            "databasename",
            "db_close_delay",
            "encrypt",
            "ifexists",
            "instancename",
            "logintimeout",
            "mode",
            "servertimezone",
            "sockettimeout",
            "ssl",
            "sslmode",
            "targetservertype",
            "tcpkeepalive",
            "usessl");

    private static final Pattern SECRET_WORD =
            Pattern.compile("passw|pwd|secret|token|credential", Pattern.CASE_INSENSITIVE);

    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "[?&;(,]\\s*[\\w.]*(?:passw\\w*|pwd|secret\\w*|token\\w*)\\s*=\\s*([^&;)]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern USER_AND_PASSWORD =
            Pattern.compile("(?:jdbc:\\w+:(?:\\w+:)?(?://)?)[^:/@]+[:/]([^@]+)@.*");

    private SafeUrl() {}

    /** The url without user, password, and parameters that are not known to be harmless. */
    public static String of(@Nullable String url) {
        if (url == null) {
            return "no url";
        }
        int end = firstOf(url, "?;");
        String base = url.substring(0, end);
        String rest = url.substring(end);
        if (SECRET_WORD.matcher(base).find() || rest.indexOf('@') >= 0 && base.indexOf('@') < 0 && isAmbiguous(rest)) {
            return scheme(url) + "...";
        }
        return withoutUser(base) + harmless(rest);
    }

    /** The passwords that the url carries, so that they can be struck from what drivers say. */
    public static List<String> secretsIn(@Nullable String url) {
        List<String> secrets = new ArrayList<>();
        if (url != null) {
            Matcher parameter = SECRET_PARAMETER.matcher(url);
            while (parameter.find()) {
                secrets.add(parameter.group(1));
            }
            Matcher user = USER_AND_PASSWORD.matcher(url);
            if (user.matches()) {
                secrets.add(user.group(1));
            }
        }
        return secrets;
    }

    /** The parameters that the url carries, as far as they have names. */
    static Map<String, String> parameters(@Nullable String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter :
                url == null ? new String[0] : url.substring(firstOf(url, "?;")).split("[?&;]")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(parameter.substring(0, equals).strip(), parameter.substring(equals + 1));
            }
        }
        return parameters;
    }

    /** Whether the value of a parameter of this name is a secret. */
    static boolean isSecret(String name) {
        return SECRET_WORD.matcher(name).find();
    }

    /** Whether the value of a parameter of this name may be shown. */
    static boolean isHarmless(String name) {
        return HARMLESS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** A user's password may contain the sign that begins the parameters. */
    private static boolean isAmbiguous(String rest) {
        int at = rest.indexOf('@');
        int equals = rest.indexOf('=');
        return equals < 0 || at < equals;
    }

    private static String withoutUser(String base) {
        int at = base.lastIndexOf('@');
        if (at < 0) {
            return base;
        }
        String slashes = base.substring(0, at).contains("//") ? "//" : "@";
        return scheme(base) + slashes + base.substring(at + 1).replaceFirst("^//", "");
    }

    private static String scheme(String url) {
        Matcher scheme = Pattern.compile("jdbc:\\w+:(?:(?:thin|oci|mem|file|tcp|ssl|hsql|loadbalance|sequential):)?")
                .matcher(url);
        return scheme.lookingAt() ? scheme.group() : "";
    }

    private static String harmless(String rest) {
        StringBuilder shown = new StringBuilder();
        String separator = rest.isEmpty() ? "" : rest.substring(0, 1);
        parameters(rest).forEach((name, value) -> {
            if (isHarmless(name)) {
                shown.append(shown.isEmpty() ? separator : separator.equals("?") ? "&" : ";")
                        .append(name)
                        .append('=')
                        .append(value);
            }
        });
        return shown.toString();
    }

    private static int firstOf(String text, String signs) {
        for (int i = 0; i < text.length(); i++) {
            if (signs.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}

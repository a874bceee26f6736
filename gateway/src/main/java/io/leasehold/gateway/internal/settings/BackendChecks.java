package io.leasehold.gateway.internal.settings;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.SqlDialect;
import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.gateway.internal.sql.StatementReaders;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a backend's settings must keep. Pure functions, but for what they add to the checks. */
public final class BackendChecks {

    private static final String NOT_SHOWN = "(not shown)";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
    private static final Pattern OF_THE_BACKEND = Pattern.compile("[A-Za-z_][A-Za-z0-9_$.]{0,127}");

    /** As parameters have it, in the forms of the drivers that are known: after ?, &amp;, ; , a comma or a parenthesis. */
    private static final Pattern PARAMETER = Pattern.compile(
            "[?&;(,]\\s*[\\w.-]*(passw\\w*|passphrase|pwd|secret\\w*|token\\w*|credential\\w*)\\s*=",
            Pattern.CASE_INSENSITIVE);

    /** {@code //user:password@host}, and {@code user/password@} as Oracle has it. */
    private static final Pattern USER = Pattern.compile("//[^/?#;]*:[^/?#;]*@|^jdbc:[\\w:]*:[^:/@?;]+/[^@?;]+@");

    private BackendChecks() {}

    /** A client names it in its url, before a dot and the schema. */
    public static void name(Checks checks, String name) {
        checks.unless(
                NAME.matcher(name).matches(),
                "name",
                "'" + name + "'",
                "must be a letter and then up to 62 letters, digits, dashes and underlines");
        checks.unless(
                !name.equalsIgnoreCase("default"),
                "name",
                name,
                "must be another name: default means the first backend");
    }

    /** It is a url, and no secret in the open. */
    public static void url(Checks checks, String url) {
        checks.unless(url.startsWith("jdbc:"), "url", NOT_SHOWN, "must be a JDBC url, which begins with jdbc:");
        checks.unless(
                !PARAMETER.matcher(url).find() && !USER.matcher(url).find(),
                "url",
                NOT_SHOWN,
                "must have no password in it, where logs and lists of processes show it: give username, and password as"
                        + " file:PATH or env:NAME");
    }

    /** What needs a table of the backend's statements is refused where there is none. */
    public static void kind(Checks checks, String url, PinMode pinMode, SqlDialect dialect) {
        boolean known = BackendKind.of(url) != BackendKind.OTHER;
        String why =
                " where the backend is neither H2, PostgreSQL, MariaDB nor MySQL: which of its statements leave state"
                        + " behind is not known";
        checks.unless(
                known || pinMode != PinMode.TRANSACTION, "pinMode", "transaction", "must be session or auto" + why);
        checks.unless(known || dialect != SqlDialect.HIVE, "dialect", "hive", "must be native or auto" + why);
    }

    /** Where a statement is cancelled over another connection, one is kept for that. */
    public static void poolSize(Checks checks, String url, int poolSize) {
        checks.unless(
                BackendKind.of(url) != BackendKind.MARIADB || poolSize != 1,
                "poolSize",
                "1",
                "must be 2 or more on MariaDB and MySQL: one is kept for cancels");
    }

    /** What would have the backend read text otherwise than it is written for it is neither the operator's to set nor clients'. */
    public static void ownSettings(Checks checks, String url, String setting, Collection<String> names) {
        names(checks, setting, names);
        Set<String> own = StatementReaders.neverAllowed(BackendKind.of(url));
        for (String name : names) {
            checks.unless(
                    !own.contains(name.toLowerCase(Locale.ROOT)),
                    setting,
                    name,
                    "must not be one that changes how the backend reads text: the gateway sets it");
        }
    }

    /** Names that go to the backend are names and nothing else. */
    public static void names(Checks checks, String setting, Collection<String> names) {
        for (String name : names) {
            checks.unless(
                    OF_THE_BACKEND.matcher(name).matches(),
                    setting,
                    NOT_SHOWN,
                    "must be names of letters, digits, underlines and dots");
        }
    }
}

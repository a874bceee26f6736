package io.leasehold.jdbc.internal.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a driver is given to connect with that its errors may repeat. Immutable.
 *
 * @param secrets what is struck from its errors wherever they go: passwords
 * @param unshown what the pool's own texts do not show either: parameters that are not known to be harmless
 * @param runsSql whether connecting may run SQL of the application's, which its errors may repeat in part
 */
public record Confidential(List<String> secrets, List<String> unshown, boolean runsSql) {

    /** Of a driver that was set up elsewhere. */
    public static final Confidential UNKNOWN = new Confidential(List.of(), List.of(), true);

    /** Parameters that drivers run as SQL, or put into it: H2's, MariaDB's and MySQL's, PostgreSQL's. */
    private static final Set<String> SQL = Set.of("init", "initsql", "sessionvariables", "options");

    public Confidential {
        secrets = List.copyOf(secrets);
        unshown = List.copyOf(unshown);
    }

    /** Of an url and of what goes with it; a property that is named like one may be an url, too. */
    public static Confidential of(@Nullable String url, Properties properties) {
        Gathering all = new Gathering();
        all.url(url);
        properties.forEach((name, value) -> {
            if (name.toString().equalsIgnoreCase("url")) {
                all.url(value.toString());
            } else {
                all.parameter(name.toString(), value.toString());
            }
        });
        return new Confidential(all.secrets, all.unshown, all.runsSql);
    }

    private static final class Gathering {

        final List<String> secrets = new ArrayList<>();
        final List<String> unshown = new ArrayList<>();
        boolean runsSql;

        void url(@Nullable String url) {
            secrets.addAll(SafeUrl.secretsIn(url));
            SafeUrl.parameters(url).forEach(this::parameter);
        }

        void parameter(String name, String value) {
            runsSql |= SQL.contains(name.toLowerCase(Locale.ROOT));
            if (SafeUrl.isSecret(name)) {
                secrets.add(value);
            } else if (!SafeUrl.isHarmless(name) && tellsSomething(value)) {
                unshown.add(value);
            }
        }

        private static boolean tellsSomething(String value) {
            return value.length() > 3 && !value.matches("(?i)true|false|\\d+");
        }
    }
}

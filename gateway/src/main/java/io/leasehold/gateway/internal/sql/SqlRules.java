package io.leasehold.gateway.internal.sql;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operator says about statements. Names are in whatever case; they are kept in lower case.
 *
 * @param allowedSettings settings of the backend that a client may set; the gateway sets them again on each connection
 * @param statefulNames names, of functions most likely, that leave something on a connection or ask for it
 * @param doAs whether clients act for others, so that roles are not theirs to set
 */
public record SqlRules(Set<String> allowedSettings, Set<String> statefulNames, boolean doAs) {

    public static final SqlRules DEFAULT = new SqlRules(Set.of(), Set.of(), false);

    public SqlRules {
        allowedSettings = lower(allowedSettings);
        statefulNames = lower(statefulNames);
    }

    private static Set<String> lower(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}

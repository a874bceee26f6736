package io.leasehold.gateway.internal.auth;

import io.leasehold.gateway.ProxyRule;
import java.util.List;

/**
 * The proxy rules of the settings. Immutable. Nobody may act for nobody, and who was not authenticated acts for nobody, whatever the
 * rules say.
 */
public final class ConfiguredProxies implements ProxyRules {

    private static final String ANYWHERE = "*";

    private record Rule(NamePattern user, List<NamePattern> as, boolean anywhere, List<Network> from) {

        static Rule of(ProxyRule rule) {
            return new Rule(
                    new NamePattern(rule.user()),
                    rule.as().stream().map(NamePattern::new).toList(),
                    rule.from().contains(ANYWHERE),
                    rule.from().stream()
                            .filter(from -> !from.equals(ANYWHERE))
                            .map(Network::of)
                            .toList());
        }

        boolean allows(String who, String whom, String address) {
            return user.matches(who)
                    && as.stream().anyMatch(pattern -> pattern.matches(whom))
                    && (anywhere || from.stream().anyMatch(network -> network.contains(address)));
        }
    }

    private final List<Rule> rules;

    public ConfiguredProxies(List<ProxyRule> rules) {
        this.rules = rules.stream().map(Rule::of).toList();
    }

    @Override
    public boolean allow(String user, String onBehalfOf, String address) {
        return !user.isEmpty()
                && !onBehalfOf.isEmpty()
                && rules.stream().anyMatch(rule -> rule.allows(user, onBehalfOf, address));
    }
}

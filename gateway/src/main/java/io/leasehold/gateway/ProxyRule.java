package io.leasehold.gateway;

import io.leasehold.gateway.internal.auth.Network;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Records;
import java.util.Set;

/**
 * Who may act on behalf of whom, and from where. Names may contain {@code *}, which stands for any letters, none included, and are
 * compared letter by letter otherwise. Immutable.
 *
 * @param user who may, as authenticated; must be given
 * @param as on behalf of whom; must be given, one or more
 * @param from from where: addresses, or networks such as {@code 10.1.0.0/16} and {@code fd00::/8}, or {@code *} for anywhere;
 *     must be given, one or more
 */
public record ProxyRule(String user, Set<String> as, Set<String> from) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every part that is not allowed
     */
    public ProxyRule {
        Checks checks = Checks.of(ProxyRule.class, user, as, from)
                .text("user", user)
                .unless(!as.isEmpty() && !as.contains(""), "as", as.toString(), "must be one or more names, or *")
                .unless(!from.isEmpty(), "from", "[]", "must be one or more addresses or networks, or *");
        for (String network : from) {
            checks.unless(
                    network.equals("*") || Network.isValid(network),
                    "from",
                    network,
                    "must be an address, a network such as 10.1.0.0/16 with no bits set beyond its prefix, or *");
        }
        checks.done();
        as = Records.inOrder(as);
        from = Records.inOrder(from);
    }
}

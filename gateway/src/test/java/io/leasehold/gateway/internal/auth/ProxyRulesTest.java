package io.leasehold.gateway.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.ProxyRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRulesTest {

    private static ProxyRules rules(ProxyRule... rules) {
        return new ConfiguredProxies(List.of(rules));
    }

    @Test
    void aRuleSaysWhoAsWhomAndFromWhere() {
        ProxyRules rules = rules(new ProxyRule("hue", Set.of("ann", "bob"), Set.of("10.1.0.0/16", "192.0.2.7")));
        assertThat(rules.allow("hue", "ann", "10.1.2.3")).isTrue();
        assertThat(rules.allow("hue", "bob", "192.0.2.7")).isTrue();
        assertThat(rules.allow("hue", "root", "10.1.2.3")).isFalse();
        assertThat(rules.allow("hue", "ann", "10.2.0.0")).isFalse();
        assertThat(rules.allow("hue", "ann", "192.0.2.8")).isFalse();
        assertThat(rules.allow("ann", "bob", "10.1.2.3")).isFalse();
        assertThat(rules.allow("Hue", "ann", "10.1.2.3")).isFalse();
    }

    @Test
    void partsOfTwoRulesAreNoRule() {
        ProxyRules rules = rules(
                new ProxyRule("hue", Set.of("ann"), Set.of("10.0.0.0/8")),
                new ProxyRule("etl", Set.of("bob"), Set.of("*")));
        assertThat(rules.allow("hue", "ann", "192.0.2.1")).isFalse();
        assertThat(rules.allow("hue", "bob", "10.0.0.1")).isFalse();
        assertThat(rules.allow("etl", "bob", "192.0.2.1")).isTrue();
    }

    @Test
    void withoutARuleNobodyActsForAnother() {
        assertThat(rules().allow("hue", "ann", "127.0.0.1")).isFalse();
    }

    @Test
    void nobodyActsForNobodyAndWhoIsNobodyForNoOne() {
        ProxyRules rules = rules(new ProxyRule("*", Set.of("*"), Set.of("*")));
        assertThat(rules.allow("hue", "ann", "anywhere")).isTrue();
        assertThat(rules.allow("", "ann", "127.0.0.1")).isFalse();
        assertThat(rules.allow("hue", "", "127.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "etl-*, etl-, true",
        "etl-*, etl-night, true",
        "etl-*, etl, false",
        "etl-*, xetl-, false",
        "*-etl, night-etl, true",
        "*-etl, night-etl2, false",
        "a*b*c, abc, true",
        "a*b*c, axxbyybzzc, true",
        "a*b*c, acb, false",
        "**, x, true",
        "*, '', true",
        "'', '', true",
        "'', x, false",
        "a.c, abc, false",
        "a?c, abc, false",
        "A*, a, false",
        "'a*', 'a\nb', true"
    })
    void aStarStandsForAnyLettersAndNothingElseForMoreThanItself(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void aNameCannotKeepAThreadBusy() {
        NamePattern stars = new NamePattern("*a".repeat(50) + "b");
        assertThat(stars.matches("a".repeat(20_000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.1/32, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.11, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 192.0.2.1, false",
        "2001:db8::/33, 2001:db8:7fff::, true",
        "2001:db8::/33, 2001:db8:8000::, false",
        "fe80::/10, fe80::1%eth0, true",
        "0.0.0.0/0, localhost, false",
        "0.0.0.0/0, '', false"
    })
    void aNetworkHasTheAddressesThatBeginAsItDoes(String network, String address, boolean contains) {
        assertThat(Network.of(network).contains(address)).isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0/8",
                "10.0.0.0.0/8",
                "256.0.0.0/8",
                "010.0.0.0.1",
                "::/129",
                "fd00::1/8",
                "fe80::%eth0/64",
                "localhost",
                "example.com/8",
                "",
                "/8",
                "1",
                ":",
                "10.0.0.0/8/8"
            })
    void whatIsNoNetworkIsNone(String text) {
        assertThat(Network.isValid(text)).isFalse();
    }
}

package io.leasehold.gateway.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request under a name that is not ours, or of another site's page. */
class OwnSiteTest {

    private static final String HERE = "127.0.0.1:10002";

    private final OwnSite site = new OwnSite("Inside.Example.org", Set.of("Gateway.example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:10002",
                "127.0.0.1:10002",
                "10.1.2.3",
                "[::1]:10002",
                "[fe80::1]",
                "inside.example.org",
                "gateway.example.org",
                "gateway.example.org.",
                "Gateway.Example.ORG:443",
                "gateway.example.org.:443"
            })
    void addressesAndNamesThatAreOursAreAllowed(String authority) {
        assertThat(site.isAllowed(authority)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "attacker.example.net",
                "attacker.example.net:10002",
                "localhost.attacker.example.net",
                "127.0.0.1.attacker.example.net",
                "gateway.example.org..",
                "localhost@attacker.example.net",
                "127.0.0.1:10002:80",
                "localhost:x",
                "[::1",
                "[attacker.example.net]"
            })
    void otherNamesAreNot(String authority) {
        assertThat(site.isAllowed(authority)).isFalse();
    }

    private static boolean isForeign(boolean changes, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("Host", HERE));
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i + 1] != null) {
                all.put(headers[i], headers[i + 1]);
            }
        }
        return OwnSite.isForeign(changes, name -> Optional.ofNullable(all.get(name)));
    }

    private static boolean foreignPost(String origin, String fetchSite) {
        return isForeign(true, "Origin", origin, "Sec-Fetch-Site", fetchSite);
    }

    private static boolean foreignGet(String origin, String fetchSite, String mode, String destination) {
        return isForeign(
                false,
                "Origin",
                origin,
                "Sec-Fetch-Site",
                fetchSite,
                "Sec-Fetch-Mode",
                mode,
                "Sec-Fetch-Dest",
                destination);
    }

    @Test
    void ownPagesAndProgramsAreNotForeign() {
        assertThat(foreignPost("http://127.0.0.1:10002", "same-origin")).isFalse();
        assertThat(foreignPost("https://127.0.0.1:10002", null)).isFalse();
        assertThat(foreignPost("null", "same-origin"))
                .as("a form of a page without a referrer")
                .isFalse();
        assertThat(foreignPost(null, null)).isFalse();
        assertThat(foreignGet(null, "none", "navigate", "document")).isFalse();
    }

    @Test
    void pagesOfOtherOriginsAreForeign() {
        assertThat(foreignPost("http://attacker.example.net", "cross-site")).isTrue();
        assertThat(foreignPost("http://attacker.example.net", null)).isTrue();
        assertThat(foreignPost("http://127.0.0.1:8080", "same-site"))
                .as("another port")
                .isTrue();
        assertThat(foreignPost("null", null)).as("a page in a sandbox").isTrue();
        assertThat(foreignPost("null", "cross-site")).isTrue();
        assertThat(foreignPost(null, "cross-site")).isTrue();
        assertThat(foreignGet("http://attacker.example.net", null, "cors", "empty"))
                .isTrue();
        assertThat(foreignGet(null, "cross-site", "no-cors", "image")).isTrue();
        assertThat(foreignGet(null, "cross-site", "navigate", "iframe")).isTrue();
    }

    @Test
    void aLinkOnAnotherSiteMayBeFollowed() {
        assertThat(foreignGet(null, "cross-site", "navigate", "document")).isFalse();
    }
}

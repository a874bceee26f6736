package io.leasehold.hbase.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.UserGroupInformation.AuthenticationMethod;
import org.apache.hadoop.security.authentication.util.KerberosName;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private final UserGroupInformation service = UserGroupInformation.createRemoteUser("service");

    @Test
    void twoSubjectsOfOneNameAreOneIdentity() {
        UserGroupInformation one = UserGroupInformation.createRemoteUser("alice");
        UserGroupInformation other = UserGroupInformation.createRemoteUser("alice");
        assertThat(one).isNotEqualTo(other);
        assertThat(Identity.of(one)).isEqualTo(Identity.of(other)).hasSameHashCodeAs(Identity.of(other));
    }

    @Test
    void theRealmIsPartOfTheName() {
        KerberosName.setRules("RULE:[1:$1](.*)");
        assertThat(Identity.of(UserGroupInformation.createRemoteUser("alice@ONE.ORG")))
                .isNotEqualTo(Identity.of(UserGroupInformation.createRemoteUser("alice@OTHER.ORG")));
    }

    @Test
    void theMethodOfAuthenticationTellsUsersApart() {
        UserGroupInformation kerberos = UserGroupInformation.createRemoteUser("alice");
        kerberos.setAuthenticationMethod(AuthenticationMethod.KERBEROS);
        assertThat(Identity.of(kerberos)).isNotEqualTo(Identity.of(UserGroupInformation.createRemoteUser("alice")));
    }

    @Test
    void theRealUserBehindAProxyTellsUsersApart() {
        UserGroupInformation other = UserGroupInformation.createRemoteUser("other");
        assertThat(Identity.of(UserGroupInformation.createProxyUser("alice", service)))
                .isEqualTo(Identity.of(UserGroupInformation.createProxyUser("alice", service)))
                .isNotEqualTo(Identity.of(UserGroupInformation.createProxyUser("alice", other)))
                .isNotEqualTo(Identity.of(UserGroupInformation.createRemoteUser("alice")));
    }

    @Test
    void tokensTellUsersApartByTheirIdentifiersInAnyOrder() {
        assertThat(Identity.of(holderOf("a", "b"))).isEqualTo(Identity.of(holderOf("b", "a")));
        assertThat(Identity.of(holderOf("a"))).isNotEqualTo(Identity.of(holderOf("b")));
        assertThat(Identity.of(holderOf("a"))).isNotEqualTo(Identity.of(holderOf()));
        assertThat(Identity.of(holderOf("ab", "c"))).isNotEqualTo(Identity.of(holderOf("a", "bc")));
    }

    @Test
    void noTokenIsShownInText() {
        assertThat(Identity.of(holderOf("identifier"))).asString().doesNotContain("identifier", "password");
    }

    private static UserGroupInformation holderOf(String... identifiers) {
        UserGroupInformation user = UserGroupInformation.createRemoteUser("alice");
        for (String identifier : identifiers) {
            Token<TokenIdentifier> token = new Token<>(
                    identifier.getBytes(StandardCharsets.UTF_8),
                    "password".getBytes(StandardCharsets.UTF_8),
                    new Text("kind"),
                    new Text("service-" + identifier));
            user.addToken(token);
        }
        return user;
    }
}

package io.leasehold.hbase.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;

class KeyRulesTest {
    private final KeyRules rules = rules(Set.of(), Set.of());
    private final User alice = User.create(UserGroupInformation.createRemoteUser("alice"));

    @Test
    void theOrderCaseAndPortsOfAQuorumDoNotMatter() {
        assertThat(key(quorum("zk1,ZK2 , zk3:2181"))).isEqualTo(key(quorum("zk3,zk1:2181,zk2")));
        assertThat(key(quorum("zk1"))).isNotEqualTo(key(quorum("zk2")));
        assertThat(key(quorum("zk1:2181"))).isNotEqualTo(key(quorum("zk1:2182")));
    }

    @Test
    void theParentNodeAndTheRegistryTellClustersApart() {
        Configuration elsewhere = quorum("zk1");
        elsewhere.set("zookeeper.znode.parent", "/elsewhere");
        Configuration rpc = quorum("zk1");
        rpc.set("hbase.client.registry.impl", "org.apache.hadoop.hbase.client.RpcConnectionRegistry");
        rpc.set("hbase.client.bootstrap.servers", "one:16000");
        Configuration otherRpc = new Configuration(rpc);
        otherRpc.set("hbase.client.bootstrap.servers", "two:16000");

        assertThat(Set.of(key(quorum("zk1")), key(elsewhere), key(rpc), key(otherRpc)))
                .hasSize(4);
    }

    @Test
    void theTagMakesAPrivateConnectionAndIsTheOldInstanceIdUnlessGiven() {
        Configuration old = quorum("zk1");
        old.set("hbase.client.instance.id", "mine");

        assertThat(key(old)).isNotEqualTo(key(quorum("zk1")));
        assertThat(rules.read(quorum("zk1"), alice, "mine")).isEqualTo(key(old));
        assertThat(rules.read(old, alice, "")).isEqualTo(key(quorum("zk1")));
    }

    @Test
    void declaredPropertiesTellKeysApartAndOthersDoNot() {
        Configuration slow = quorum("zk1");
        slow.set("hbase.rpc.timeout", "99999");
        KeyRules byTimeout = rules(Set.of("hbase.rpc.timeout"), Set.of());

        assertThat(key(slow)).isEqualTo(key(quorum("zk1")));
        assertThat(byTimeout.read(slow, alice, null)).isNotEqualTo(byTimeout.read(quorum("zk1"), alice, null));
    }

    @Test
    void whatIsInTheKeyOrDeclaredIrrelevantOrOfSomebodyElseNeedNotAgree() {
        Configuration other = quorum("zk1, zk2");
        other.set("hbase.client.retries.number", "3");
        other.set("hbase.client.pause", "33");
        other.set("hbase.client.instance.id", "x");
        other.set("zookeeper.session.timeout", "12345");
        other.set("hadoop.security.authorization", "true");
        other.set("fs.defaultFS", "file:///elsewhere");
        Configuration first = quorum("zk2,zk1");

        KeyRules lax = rules(Set.of("hbase.client.pause"), Set.of("zookeeper.session.timeout"));
        assertThat(differences(lax, first, other))
                .containsExactly("hadoop.security.authorization", "hbase.client.retries.number");
        assertThat(differences(lax, first, new Configuration(first))).isEmpty();
    }

    @Test
    void aChangeOfTheConfigurationAfterwardsChangesNothing() {
        Configuration configuration = quorum("zk1");
        SharedKey key = key(configuration);
        configuration.set("hbase.zookeeper.quorum", "zk9");
        configuration.set("hbase.rpc.timeout", "1");

        assertThat(key).isEqualTo(key(quorum("zk1")));
        assertThat(key.configuration().get("hbase.zookeeper.quorum")).isEqualTo("zk1");
        assertThat(key.settings().differencesFrom(key(quorum("zk1")).settings()))
                .isEmpty();
    }

    @Test
    void aConfigurationWithoutAClusterIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> key(new Configuration(false)))
                .withMessageContaining("HBaseConfiguration.create()");
    }

    @Test
    void noValueOfAPropertyIsShownInText() {
        Configuration secret = quorum("zk1");
        secret.set("hbase.secret", "swordfish");
        assertThat(rules(Set.of("hbase.secret"), Set.of()).read(secret, alice, null))
                .asString()
                .contains("hbase.secret", "zk1:2181/hbase", "alice")
                .doesNotContain("swordfish");
    }

    private static List<String> differences(KeyRules rules, Configuration one, Configuration other) {
        User user = User.create(UserGroupInformation.createRemoteUser("alice"));
        return rules.read(one, user, null)
                .settings()
                .differencesFrom(rules.read(other, user, null).settings());
    }

    private SharedKey key(Configuration configuration) {
        return rules.read(configuration, alice, null);
    }

    private static KeyRules rules(Set<String> key, Set<String> irrelevant) {
        return new KeyRules(key, irrelevant, KeyRulesTest.class.getClassLoader());
    }

    private static Configuration quorum(String servers) {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set("hbase.zookeeper.quorum", servers);
        return configuration;
    }
}

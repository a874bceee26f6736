package io.leasehold.hbase.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.hbase.ContradictingConfigurationException;
import io.leasehold.testbed.hbase.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivilegedAction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.UserGroupInformation.AuthenticationMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a connection that is open will not do. The Subjects are scripted: there is no Kerberos here. */
class GenerationTest {
    private final FakeConnections fakes = new FakeConnections();

    @AfterEach
    void close() {
        fakes.close();
    }

    @Test
    void aNewSubjectStartsAGenerationAndHoldersOfTheOldOneFinishOnIt() throws Exception {
        Connection old = acquire(login());
        User anew = login();
        Connection first = acquire(anew);
        Connection second = acquire(anew);

        assertThat(raw(first)).isSameAs(raw(second)).isNotSameAs(raw(old));
        assertThat(fakes.opened).hasSize(2);
        assertThat(fakes.opened.get(1).user()).isSameAs(anew);
        assertThat(old.getAdmin().getConnection()).isSameAs(old);
        old.close();
        Await.until("the old one is closed", () -> fakes.hbase.calls().contains("Connection.close"));
        assertThat(first.isClosed()).isFalse();
    }

    @Test
    void aReloginInsideTheSameSubjectStartsNone() {
        User user = login();
        Connection before = acquire(user);
        // What Hadoop's relogin does: other tickets, the same Subject, seen through a new object.
        User after = user.<User>runAs((PrivilegedAction<User>) GenerationTest::current);
        assertThat(after.getUGI()).isEqualTo(user.getUGI());

        assertThat(raw(acquire(after))).isSameAs(raw(before));
        assertThat(fakes.opened).hasSize(1);
    }

    @Test
    void twoSubjectsThatTakeTurnsDoNotOpenConnectionsWithoutEnd() {
        User one = login();
        User other = login();
        for (int i = 0; i < 10; i++) {
            acquire(one);
            acquire(other);
        }
        assertThat(fakes.opened).hasSize(2);
    }

    @Test
    void proxyUsersCountByTheSubjectOfTheRealUser() {
        User service = login();
        for (int i = 0; i < 10; i++) {
            acquire(User.create(UserGroupInformation.createProxyUser("alice", service.getUGI())));
        }
        assertThat(fakes.opened).hasSize(1);
        acquire(User.create(UserGroupInformation.createProxyUser("alice", login().getUGI())));
        assertThat(fakes.opened).hasSize(2);
    }

    @Test
    void withoutCredentialsASubjectCountsForNothing() {
        for (int i = 0; i < 10; i++) {
            acquire(User.create(UserGroupInformation.createRemoteUser("alice")));
        }
        assertThat(fakes.opened).hasSize(1);
    }

    @Test
    void credentialsThatHaveChangedStartAGenerationOfThatIdentityAlone() {
        User alice = User.create(UserGroupInformation.createRemoteUser("alice"));
        User bob = User.create(UserGroupInformation.createRemoteUser("bob"));
        Connection before = acquire(alice);
        acquire(bob);
        fakes.connections.credentialsChanged(Identity.of(alice.getUGI()));

        assertThat(raw(acquire(alice))).isNotSameAs(raw(before));
        acquire(alice);
        acquire(bob);
        assertThat(fakes.opened).hasSize(3);
        assertThat(before.isClosed()).isFalse();
    }

    @Test
    void whatHBasesClientHasGivenUpIsReplaced() {
        Connection before = fakes.acquire();
        fakes.hbase.script("Connection.isClosed", () -> fakes.opened.size() == 1);
        Connection after = fakes.acquire();
        assertThat(raw(after)).isNotSameAs(raw(before));
        assertThat(fakes.opened).hasSize(2);
    }

    @Test
    void anErrorOfHBasesClientThatIsAskedKeepsNoShare() {
        Connection first = fakes.acquire();
        fakes.hbase.script("Connection.isAborted", () -> {
            throw new IllegalStateException("cannot say");
        });
        assertThatThrownBy(fakes::acquire).hasMessage("cannot say");
        assertThat(fakes.connections.operations().snapshot().shares()).isOne();
        assertThat(first.isClosed()).isFalse();
    }

    @Test
    void aContradictingConfigurationIsRefusedWithItsPropertiesAndTheFirstHoldersSite() {
        User user = User.create(UserGroupInformation.createRemoteUser("alice"));
        Connection first = acquire(user);
        SharedKey contradicting = fakes.rules.read(contradiction(), user, null);

        assertThatThrownBy(() -> fakes.connections.acquire(contradicting))
                .isInstanceOfSatisfying(
                        ContradictingConfigurationException.class,
                        refusal -> assertThat(refusal.properties())
                                .containsExactly("hbase.client.retries.number", "hbase.some.password"))
                .hasMessageContaining("hbase.client.retries.number")
                .hasMessageContaining("opened at ")
                .hasMessageNotContaining("swordfish");
        assertThat(fakes.connections.operations().snapshot().shares()).isOne();
        assertThat(first.isClosed()).isFalse();
    }

    @Test
    void orIsWarnedOfBySetting() {
        try (FakeConnections lax = new FakeConnections(false, settings -> settings)) {
            User user = User.create(UserGroupInformation.createRemoteUser("alice"));
            Connection first = lax.connections.acquire(lax.key(user));
            Connection other = lax.connections.acquire(lax.rules.read(contradiction(), user, null));
            assertThat(raw(other)).isSameAs(raw(first));
        }
    }

    @Test
    void aTryFindsWhatIsOpenAndHasItOpenedElse() {
        SharedKey key = fakes.key(User.create(UserGroupInformation.createRemoteUser("alice")));
        Await.until("a try finds it", () -> fakes.connections.tryAcquire(key).isPresent());
        assertThat(fakes.opened).hasSize(1);
    }

    private static Configuration contradiction() {
        Configuration configuration = FakeConnections.configuration();
        configuration.set("hbase.client.retries.number", "3");
        configuration.set("hbase.some.password", "swordfish");
        return configuration;
    }

    private Connection acquire(User user) {
        return fakes.connections.acquire(fakes.key(user));
    }

    private static Connection raw(Connection handle) {
        return SharedConnections.unwrap(handle);
    }

    /** A user as after a login by Kerberos: each has a Subject of its own. */
    private static User login() {
        UserGroupInformation user = UserGroupInformation.createRemoteUser("service");
        user.setAuthenticationMethod(AuthenticationMethod.KERBEROS);
        return User.create(user);
    }

    private static User current() {
        try {
            return User.getCurrent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

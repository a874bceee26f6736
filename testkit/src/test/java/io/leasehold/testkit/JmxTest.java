package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.PoolGroup;
import io.leasehold.PoolSnapshot;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.SimpleGroupFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What JMX shows of shared pools and groups: a reading, nothing to set, no secret, and nothing once they have closed. */
class JmxTest {

    private static final String SECRET = "hunter2";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final GroupStage groups = new GroupStage();
    private final SharedStage shares = new SharedStage();

    @AfterEach
    void close() throws Exception {
        groups.close();
        shares.close();
    }

    private static ObjectName named(String type, String name) throws JMException {
        return new ObjectName("io.leasehold:type=" + type + ",name=\"" + name + "\"");
    }

    private Object of(ObjectName bean, String attribute) throws JMException {
        return server.getAttribute(bean, attribute);
    }

    @SuppressWarnings("unchecked")
    private List<String> lines(ObjectName bean, String attribute) throws JMException {
        return List.of((String[]) of(bean, attribute));
    }

    private void readEverythingAndSetNothing(ObjectName bean) throws JMException {
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
            assertThat(attribute.isWritable()).as(attribute.getName()).isFalse();
            assertThat(text(of(bean, attribute.getName())))
                    .as(attribute.getName())
                    .doesNotContain(SECRET);
        }
        assertThat(server.getMBeanInfo(bean).getOperations()).isEmpty();
    }

    private static String text(Object value) {
        return value instanceof String[] lines ? String.join("; ", lines) : String.valueOf(value);
    }

    @Test
    void aSharedPoolIsReadableOverJmxAndNothingCanBeSet() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = shares.pool(
                settings -> settings.name("shared-seen").maximumResources(3).registerMbeans(true));
        ObjectName bean = named("SharedPool", "shared-seen");
        Share<ScriptedSharedResource> first = shares.acquire(pool, "a");
        Share<ScriptedSharedResource> second = shares.acquire(pool, "a");
        shares.acquire(pool, "b").close();
        assertThat(of(bean, "State")).isEqualTo("OPEN");
        assertThat(of(bean, "Maximum")).isEqualTo(3);
        assertThat(of(bean, "Shared")).isEqualTo(1);
        assertThat(of(bean, "InGrace")).isEqualTo(1);
        assertThat(of(bean, "Shares")).isEqualTo(2);
        assertThat(lines(bean, "Resources")).anyMatch(line -> line.startsWith("#1 for a, shared, shares 2, opened "));
        assertThat(lines(bean, "Holders"))
                .hasSize(2)
                .allMatch(line ->
                        line.startsWith("thread " + Thread.currentThread().getName() + " for "));
        readEverythingAndSetNothing(bean);
        first.close();
        second.close();
        shares.stepping(() -> {
            pool.close();
            return pool;
        });
        assertThat(server.isRegistered(bean)).isFalse();
    }

    @Test
    void aGroupIsReadableOverJmxByOneBeanForAllItsEndpoints() throws Exception {
        PoolGroup<String, ScriptedResource> group = groups.group(settings ->
                settings.name("group-seen").maximumSize(7).maximumPerEndpoint(2).registerMbeans(true));
        ObjectName bean = named("PoolGroup", "group-seen");
        Lease<ScriptedResource> lease = groups.acquire(group, "alice@one");
        groups.acquire(group, "bob@two").close();
        IOException down = new IOException("three is down");
        groups.factory.meaning(down, OpenRefusal.UNREACHABLE);
        groups.factory.of("carol@three").opens().fail(down).always();
        groups.refusal(group, "carol@three");
        assertThat(of(bean, "State")).isEqualTo("OPEN");
        assertThat(of(bean, "Maximum")).isEqualTo(7);
        assertThat(of(bean, "Taken")).isEqualTo(2);
        assertThat(of(bean, "Leased")).isEqualTo(1);
        assertThat(of(bean, "Idle")).isEqualTo(1);
        assertThat(of(bean, "Endpoints")).isEqualTo(3);
        assertThat(lines(bean, "Holders"))
                .singleElement()
                .asString()
                .startsWith("thread " + Thread.currentThread().getName())
                .endsWith(" on alice@one");
        assertThat(lines(bean, "Failing"))
                .singleElement()
                .asString()
                .startsWith("carol@three: its address failed ")
                .contains("; the failure was ")
                .contains("three is down");
        readEverythingAndSetNothing(bean);
        assertThat(server.queryNames(new ObjectName("io.leasehold:type=Pool,*"), null))
                .noneMatch(name -> name.toString().contains("group-seen"));
        lease.close();
        Stage.whileStepping(groups.runner, () -> {
            group.close();
            return group;
        });
        assertThat(group.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
        assertThat(server.isRegistered(bean)).isFalse();
    }

    /** A factory whose errors hold a secret, and which says what may be told of them. */
    private static final class Telling implements SimpleGroupFactory<String, Object> {

        @Override
        public Object open(String key) throws IOException {
            throw new IOException("no login with " + SECRET);
        }

        @Override
        public String textOf(Throwable error) {
            return "cleaned";
        }
    }

    @Test
    void p9WhatAnErrorSaysIsNotShownUnlessTheFactoryPassesIt() throws Exception {
        try (PoolGroup<String, Object> group = PoolGroup.of(new Telling())
                .name("secretive")
                .registerMbeans(true)
                .ticker(groups.ticker)
                .runner(groups.runner)
                .build()) {
            group.tryAcquire("key");
            groups.runner.settle();
            ObjectName bean = named("PoolGroup", "secretive");
            assertThat(lines(bean, "Failing")).singleElement().asString().endsWith("the failure was cleaned");
            readEverythingAndSetNothing(bean);
        }
    }

    @Test
    void whoseNameIsTakenHasNoBeanAndTakesNoneAway() throws Exception {
        ObjectName bean = named("SharedPool", "twice");
        SharedPool<String, ScriptedSharedResource> first =
                shares.pool(settings -> settings.name("twice").registerMbeans(true));
        try (LogLines log = new LogLines()) {
            SharedPool<String, ScriptedSharedResource> second =
                    shares.pool(settings -> settings.name("twice").registerMbeans(true));
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("twice: no MBean is registered, since another pool"));
            second.close();
        }
        assertThat(server.isRegistered(bean)).isTrue();
        first.close();
        assertThat(server.isRegistered(bean)).isFalse();
    }

    @Test
    void withoutBeingAskedNothingIsRegistered() throws Exception {
        shares.pool(settings -> settings.name("unseen"));
        groups.group(settings -> settings.name("unseen"));
        assertThat(server.isRegistered(named("SharedPool", "unseen"))).isFalse();
        assertThat(server.isRegistered(named("PoolGroup", "unseen"))).isFalse();
    }
}

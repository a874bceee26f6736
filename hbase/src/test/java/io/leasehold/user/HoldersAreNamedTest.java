package io.leasehold.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.HolderSnapshot;
import io.leasehold.SharedPoolEvent;
import io.leasehold.SharedPoolListener;
import io.leasehold.hbase.ContradictingConfigurationException;
import io.leasehold.hbase.HBaseConnections;
import io.leasehold.testbed.hbase.Await;
import io.leasehold.testbed.hbase.HBaseCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Connection;
import org.junit.jupiter.api.Test;

class HoldersAreNamedTest {
    private final HBaseCluster cluster = HBaseCluster.shared();

    @Test
    void aHolderThatNeverReturnsIsReportedByNameAndSite() throws Exception {
        List<HolderSnapshot> overdue = Collections.synchronizedList(new ArrayList<>());
        SharedPoolListener listener = new SharedPoolListener() {
            @Override
            public void overdue(SharedPoolEvent event) {
                overdue.add(event.holder());
            }
        };
        try (HBaseConnections connections = HBaseConnections.builder()
                .shareReportAfter(Duration.ofMillis(200))
                .listener(listener)
                .build()) {
            Connection[] kept = new Connection[1];
            Thread forgetful = new Thread(() -> kept[0] = connections.acquire(cluster.configuration()), "forgetful");
            forgetful.start();
            forgetful.join();

            Await.until("it is reported", () -> !overdue.isEmpty());
            assertThat(overdue.get(0).thread()).isEqualTo("forgetful");
            assertThat(overdue.get(0).site()).first().asString().contains(HoldersAreNamedTest.class.getName());
            assertThat(connections.snapshot().resources().get(0).holders())
                    .singleElement()
                    .satisfies(holder -> assertThat(holder.thread()).isEqualTo("forgetful"));
            assertThat(kept[0].isClosed()).isFalse();
        }
    }

    @Test
    void aContradictionNamesWhereTheConnectionWasOpened() throws Exception {
        try (HBaseConnections connections = HBaseConnections.builder().build();
                Connection first = connections.acquire(cluster.configuration())) {
            Configuration other = cluster.configuration();
            other.set("hbase.client.retries.number", "3");

            assertThatThrownBy(() -> connections.acquire(other))
                    .isInstanceOf(ContradictingConfigurationException.class)
                    .hasMessageContaining(HoldersAreNamedTest.class.getName())
                    .hasMessageContaining("hbase.client.retries.number");
            assertThat(first.isClosed()).isFalse();
        }
    }

    @Test
    void aKeyOrAnIrrelevantPropertyResolvesTheContradiction() throws Exception {
        Configuration other = cluster.configuration();
        other.set("hbase.client.retries.number", "3");
        try (HBaseConnections lax = HBaseConnections.builder()
                        .irrelevantProperty("hbase.client.retries.number")
                        .build();
                HBaseConnections strict = HBaseConnections.builder()
                        .keyProperty("hbase.client.retries.number")
                        .build()) {
            assertThat(HBaseConnections.unwrap(lax.acquire(other)))
                    .isSameAs(HBaseConnections.unwrap(lax.acquire(cluster.configuration())));
            assertThat(HBaseConnections.unwrap(strict.acquire(other)))
                    .isNotSameAs(HBaseConnections.unwrap(strict.acquire(cluster.configuration())));
        }
    }
}

package io.leasehold.hbase.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseEndedException;
import io.leasehold.Retirement;
import io.leasehold.hbase.ShareEndedException;
import io.leasehold.testbed.hbase.Await;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.BufferedMutator;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was made from a share ends with it; what another holds goes on. */
class ShareEndTest {
    private static final TableName NAME = TableName.valueOf("t");

    private final FakeConnections fakes = new FakeConnections(
            true,
            settings -> settings.closeTimeout(Duration.ofMillis(400))
                    .abandonedAfter(Duration.ofMillis(100))
                    .reclaimAbandoned(true));

    @AfterEach
    void close() {
        fakes.close();
    }

    @Test
    void p7WhatWasMadeFromAShareIsClosedWithItNewestFirst() throws Exception {
        try (Connection handle = fakes.acquire()) {
            Table table = handle.getTable(NAME);
            table.getScanner(new Scan());
            handle.getBufferedMutator(NAME);
            handle.getAdmin();
        }
        assertThat(closed())
                .containsExactly("Admin.close", "BufferedMutator.close", "ResultScanner.close", "Table.close");
    }

    @Test
    void whatItsHolderHasClosedIsNotClosedAgain() throws Exception {
        try (Connection handle = fakes.acquire();
                Table table = handle.getTable(NAME);
                ResultScanner scanner = table.getScanner(new Scan())) {
            scanner.close();
            scanner.close();
        }
        assertThat(closed()).containsExactly("ResultScanner.close", "Table.close");
    }

    @Test
    void p7OneThatHangsIsGivenUpAndTheOthersAreClosed() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        fakes.hbase.script("BufferedMutator.close", () -> {
            try {
                never.await();
                return null;
            } finally {
                interrupted.countDown();
            }
        });
        Connection handle = fakes.acquire();
        handle.getTable(NAME);
        handle.getBufferedMutator(NAME);
        long begin = System.nanoTime();
        handle.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        assertThat(closed()).contains("Table.close");
        interrupted.await();
        fakes.close();
        Await.until("it is told", () -> !fakes.childrenThatFailed.isEmpty());
        assertThat(fakes.childrenThatFailed).singleElement().isInstanceOf(TimeoutException.class);
    }

    @Test
    void aFailedFlushIsReportedAndHidesNoErrorOfTheBody() throws Exception {
        fakes.hbase.script("BufferedMutator.close", () -> {
            throw new IOException("3 rows were not written");
        });
        assertThatThrownBy(() -> {
                    try (Connection handle = fakes.acquire()) {
                        handle.getBufferedMutator(NAME);
                        throw new IllegalStateException("the body's own");
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the body's own")
                .hasNoSuppressedExceptions();
        Await.until("it is told", () -> fakes.childrenThatFailed.size() == 1);
        assertThat(fakes.childrenThatFailed.get(0)).hasMessageContaining("3 rows were not written");
    }

    @Test
    void aMutatorThatItsHolderClosesThrowsAsEver() throws Exception {
        fakes.hbase.script("BufferedMutator.close", () -> {
            throw new IOException("3 rows were not written");
        });
        try (Connection handle = fakes.acquire()) {
            BufferedMutator mutator = handle.getBufferedMutator(NAME);
            assertThatThrownBy(mutator::close).isInstanceOf(IOException.class).hasMessage("3 rows were not written");
        }
        assertThat(fakes.childrenThatFailed).isEmpty();
    }

    @Test
    void anErrorOfHBasePassesThroughAsItIs() throws Exception {
        IOException error = new IOException("as it is");
        fakes.hbase.script("Table.get", () -> {
            throw error;
        });
        try (Connection handle = fakes.acquire();
                Table table = handle.getTable(NAME)) {
            assertThatThrownBy(() -> table.get(List.of())).isSameAs(error);
        }
    }

    @Test
    void abortEndsTheShareAndKeepsTheConnectionFromOthersWhileItsHoldersGoOn() throws Exception {
        Connection other = fakes.acquire();
        Connection handle = fakes.acquire();
        handle.abort("it looks odd", null);

        assertThat(handle.isClosed()).isTrue();
        assertThat(handle.isAborted()).isTrue();
        assertThat(other.isClosed()).isFalse();
        assertThat(other.getTable(NAME)).isNotNull();
        assertThat(closed()).isEmpty();
        try (Connection next = fakes.acquire()) {
            assertThat(SharedConnections.unwrap(next)).isNotSameAs(SharedConnections.unwrap(other));
        }
        other.close();
        Await.until("it is closed after its last holder", () -> closed().contains("Connection.close"));
    }

    @Test
    void p6AConnectionWhoseCloseHangsIsCountedAsLost() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        fakes.hbase.script("Connection.close", () -> {
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException deaf) {
                    // As a driver that swallows interrupts.
                }
            }
            return null;
        });
        fakes.acquire().abort("it looks odd", null);
        Await.until(
                "it is lost", () -> fakes.connections.operations().snapshot().lost() == 1);
        try (Connection next = fakes.acquire()) {
            assertThat(next.isClosed()).isFalse();
        }
        never.countDown();
    }

    @Test
    void aRevokedHolderIsToldSoByItsNextCall() throws Exception {
        Connection handle = fakes.acquire();
        Table table = handle.getTable(NAME);
        fakes.connections.retire(fakes.opened.get(0), Retirement.revokeAfter(Duration.ZERO), new IOException("moved"));

        Await.until("it is revoked", handle::isClosed);
        assertThatThrownBy(() -> table.exists(List.of()))
                .isInstanceOf(ShareEndedException.class)
                .hasMessageContaining("revoked");
        assertThatThrownBy(() -> table.getName()).isInstanceOf(LeaseEndedException.class);
        Await.until("its table is closed", () -> closed().contains("Table.close"));
    }

    @Test
    void aViewAloneKeepsItsShareAndAForgottenOneIsTakenBack() throws Exception {
        Admin admin = fakes.acquire().getAdmin();
        WeakReference<Object> share = new WeakReference<>(FakeConnections.shareOf(admin));
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        admin.tableExists(NAME);
        assertThat(fakes.connections.operations().snapshot().shares()).isOne();
        assertThat(share.get()).isNotNull();

        admin = null;
        Await.until("the share is taken back", () -> {
            System.gc();
            return fakes.connections.operations().snapshot().shares() == 0;
        });
    }

    @Test
    void whatWasUnwrappedIsNeverTakenBack() {
        SharedConnections.unwrap(fakes.acquire());
        Connection forgotten = fakes.acquire();
        assertThat(forgotten.isClosed()).isFalse();
        forgotten = null;
        Await.until("the other one is taken back", () -> {
            System.gc();
            return fakes.connections.operations().snapshot().shares() == 1;
        });
    }

    private List<String> closed() {
        return fakes.hbase.calls().stream()
                .filter(call -> call.endsWith(".close"))
                .toList();
    }
}

package io.leasehold.hbase.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.LeaseEndedException;
import io.leasehold.hbase.ShareEndedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls every method of every interface that can be reached, before the end of the share and after. */
class FencedViewsTest {
    private static final Set<String> ANSWERED_BY_THE_SHARE = Set.of("close", "abort", "isClosed", "isAborted");

    private static final TableName NAME = TableName.valueOf("t");

    private final FakeConnections fakes = new FakeConnections();
    private final List<Object> views = new ArrayList<>();
    private final List<CompletableFuture<?>> futures = new ArrayList<>();

    @AfterEach
    void close() {
        fakes.close();
    }

    @Test
    void everyObjectObtainedKeepsItsShareReachableAndRefusesAfterItsEnd() throws Exception {
        Connection handle = fakes.acquire();
        HBaseShare share = FakeConnections.shareOf(handle);
        Object async = share.views().out(fakes.hbase.fake(AsyncConnection.class));
        walk(handle, async);

        assertThat(interfacesSeen()).containsAll(FenceWalkTest.reachable());
        assertThat(views)
                .allSatisfy(view -> assertThat(FakeConnections.shareOf(view)).isSameAs(share));
        assertThat(futures).isNotEmpty().hasOnlyElementsOfType(FencedFuture.class);

        handle.close();
        fakes.hbase.forgetCalls();
        for (Object view : views) {
            for (Class<?> type : view.getClass().getInterfaces()) {
                for (Method method : Types.methodsOf(type)) {
                    refuses(view, method);
                }
            }
        }
        assertThat(fakes.hbase.calls()).isEmpty();
    }

    @Test
    void whatHasACloseIsClosedOnceWithTheShare() throws Exception {
        Connection handle = fakes.acquire();
        walk(handle);
        long closeable = views.stream()
                .filter(view -> Proxy.getInvocationHandler(view) instanceof ClosingView)
                .count();
        assertThat(closeable).isPositive();

        handle.close();
        handle.close();
        assertThat(fakes.hbase.calls().stream().filter(call -> call.endsWith(".close")))
                .hasSize((int) closeable);
    }

    @Test
    void aFutureThatIsPendingEndsWithTheShare() throws Exception {
        Connection handle = fakes.acquire();
        walk(FakeConnections.shareOf(handle).views().out(fakes.hbase.fake(AsyncConnection.class)));
        List<CompletableFuture<?>> pending =
                futures.stream().filter(future -> !future.isDone()).toList();
        assertThat(pending).isNotEmpty();

        handle.close();
        assertThat(pending)
                .allSatisfy(future -> assertThatThrownBy(future::join).hasCauseInstanceOf(ShareEndedException.class));
        assertThat(fakes.hbase.pending()).allMatch(CompletableFuture::isDone);
    }

    @Test
    void whatHangsOnAFutureDoesNotHoldUpTheEnd() throws Exception {
        CompletableFuture<Result> raw = new CompletableFuture<>();
        Connection handle = fakes.acquire();
        handle.getBufferedMutator(NAME);
        CompletableFuture<Void> isInside = new CompletableFuture<>();
        CompletableFuture<Void> mayGoOn = new CompletableFuture<>();
        Thread hbases = new Thread(() -> raw.complete(Result.EMPTY_RESULT));
        get(handle, raw).thenAccept(result -> {
            isInside.complete(null);
            mayGoOn.join();
        });
        hbases.start();
        isInside.join();
        handle.close();
        List<String> calls = fakes.hbase.calls();
        mayGoOn.complete(null);
        hbases.join();
        assertThat(calls).contains("BufferedMutator.close");
    }

    @Test
    void aFutureWhoseResultCannotBeShownFails() throws Exception {
        CompletableFuture<Object> raw = new CompletableFuture<>();
        CompletableFuture<Result> future = get(fakes.acquire(), raw);
        raw.complete(new AbstractList<>() {
            @Override
            public Object get(int index) {
                throw new StackOverflowError("the list's");
            }

            @Override
            public int size() {
                return 1;
            }
        });
        assertThat(future)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .withMessage("the list's");
    }

    private CompletableFuture<Result> get(Connection handle, CompletableFuture<?> raw) throws Exception {
        fakes.hbase.script("AsyncTable.get", () -> raw);
        AsyncConnection async =
                (AsyncConnection) FakeConnections.shareOf(handle).views().out(fakes.hbase.fake(AsyncConnection.class));
        return async.getTable(NAME).get(new Get(new byte[1]));
    }

    @Test
    void closingAnAsyncConnectionClosesItForNobody() throws Exception {
        Connection handle = fakes.acquire();
        AsyncConnection async =
                (AsyncConnection) FakeConnections.shareOf(handle).views().out(fakes.hbase.fake(AsyncConnection.class));
        async.close();
        assertThat(fakes.hbase.calls()).doesNotContain("AsyncConnection.close");
    }

    @Test
    void everyWayBackToTheConnectionGivesTheHoldersOwn() throws Exception {
        Connection handle = fakes.acquire();
        assertThat(handle.getAdmin().getConnection()).isSameAs(handle);
    }

    @Test
    void viewsAreThemselvesAndSayWhatTheyAre() throws Exception {
        Connection handle = fakes.acquire();
        Table table = handle.getTable(NAME);
        assertThat(table).isEqualTo(table).isNotEqualTo(handle.getTable(NAME));
        assertThat(table.hashCode()).isEqualTo(System.identityHashCode(table));
        assertThat(table).asString().contains("hbase", "zk1:2181/hbase", "alice");
        handle.close();
        assertThat(handle).asString().contains("zk1:2181/hbase");
    }

    private void walk(Object... from) throws Exception {
        Deque<Object> toVisit = new ArrayDeque<>(Arrays.asList(from));
        views.addAll(Arrays.asList(from));
        Set<Class<?>> visited = new HashSet<>();
        while (!toVisit.isEmpty()) {
            Object view = toVisit.pop();
            for (Class<?> type : view.getClass().getInterfaces()) {
                if (visited.add(type)) {
                    for (Method method : Types.methodsOf(type)) {
                        if (!ANSWERED_BY_THE_SHARE.contains(method.getName())) {
                            note(method.invoke(view, nothing(method)), toVisit);
                        }
                    }
                }
            }
        }
    }

    private void note(Object result, Deque<Object> toVisit) {
        if (result instanceof CompletableFuture<?> future) {
            futures.add(future);
            if (future.isDone()) {
                note(future.join(), toVisit);
            }
        } else if (result instanceof List<?> list) {
            list.forEach(element -> note(element, toVisit));
        } else if (result != null && Proxy.isProxyClass(result.getClass()) && !views.contains(result)) {
            views.add(result);
            toVisit.push(result);
        }
    }

    private Set<Class<?>> interfacesSeen() {
        Set<Class<?>> seen = new HashSet<>();
        views.forEach(view -> seen.addAll(Arrays.asList(view.getClass().getInterfaces())));
        return seen;
    }

    private static void refuses(Object view, Method method) throws Exception {
        if (ANSWERED_BY_THE_SHARE.contains(method.getName())
                && !(method.getName().equals("abort"))) {
            return;
        }
        Throwable error = catchThrowable(() -> {
            Object result = method.invoke(view, nothing(method));
            if (result instanceof CompletableFuture<?> future) {
                future.get();
            }
        });
        if (view instanceof Connection && method.getName().equals("abort")) {
            assertThat(error).isNull();
            return;
        }
        Throwable cause = error instanceof InvocationTargetException wrapped ? wrapped.getCause() : error.getCause();
        assertThat(cause)
                .as("%s", method)
                .isInstanceOfAny(ShareEndedException.class, LeaseEndedException.class)
                .hasMessageContaining("was returned");
    }

    private static Object[] nothing(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Types::zero).toArray();
    }
}

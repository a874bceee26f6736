package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import io.leasehold.internal.PlaceProbe;
import java.io.IOException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every method of every kind of handle, found by reflection on the JDK that runs: live, ended, and closed while inside. */
class EveryMethodTest {

    /** What a handle answers, and does not throw, once its lease has ended; {@code null} stands for nothing at all. */
    private static final Map<String, Object> ENDED_ANSWERS = Map.of(
            "isClosed", true,
            "isValid", false,
            "markSupported", false);

    /** What does nothing once the lease has ended. */
    private static final List<String> ENDED_NOTHING = List.of("abort", "free", "mark");

    @ParameterizedTest
    @EnumSource
    void aCallEntersOnceAndLeavesOnce(HandleKind kind) throws Throwable {
        for (Method method : kind.methods()) {
            try (HandleFixture fixture = new HandleFixture()) {
                ConnectionHandle connection = fixture.acquire();
                Object handle = kind.from(connection);
                List<Integer> inside = new ArrayList<>();
                fixture.driver.onCall = (target, called) -> inside.add(PlaceProbe.callsInside(connection));
                Call.of(handle, method);
                assertThat(PlaceProbe.callsInside(connection))
                        .as("left: %s", method)
                        .isZero();
                if (kind.callsDriver(method)) {
                    assertThat(inside).as("inside: %s", method).isNotEmpty().allMatch(calls -> calls == 1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterTheEndEveryMethodHasItsAnswerAndCallsNoDriver(HandleKind kind) {
        for (Method method : kind.methods()) {
            try (HandleFixture fixture = new HandleFixture()) {
                ConnectionHandle connection = fixture.acquire();
                Object handle = kind.from(connection);
                closeQuietly(connection);
                fixture.driver.calls.clear();
                Object answer = outcome(handle, method);
                assertThat(fixture.driver.calls)
                        .as("driver calls of %s", method)
                        .isEmpty();
                check(kind, method, answer);
            }
        }
    }

    private static void check(HandleKind kind, Method method, @Nullable Object answer) {
        String name = method.getName();
        if (ENDED_ANSWERS.containsKey(name)) {
            assertThat(answer).as("%s", method).isEqualTo(ENDED_ANSWERS.get(name));
        } else if (ENDED_NOTHING.contains(name) && !(kind == HandleKind.READER && name.equals("mark"))
                || name.equals("close") && kind != HandleKind.OUTPUT_STREAM && kind != HandleKind.WRITER) {
            assertThat(answer).as("%s", method).isNull();
        } else if (answer instanceof RuntimeException e) {
            assertThat(name).startsWith("getDriver");
            assertThat(e).as("%s", method).hasMessageContaining("handles");
        } else {
            Object error = answer instanceof IOException e ? e.getCause() : answer;
            assertThat(error).as("%s", method).isInstanceOf(SQLException.class);
            assertThat(((SQLException) error).getSQLState()).as("%s", method).isEqualTo("08003");
            assertThat((Throwable) error).hasMessageContaining("handles");
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingWhileACallIsInsideDestroysTheConnection(HandleKind kind) throws Exception {
        for (Method method : kind.methods()) {
            if (kind.callsDriver(method)) {
                closeWhileInside(kind, method);
            }
        }
    }

    private static void closeWhileInside(HandleKind kind, Method method) throws Exception {
        try (HandleFixture fixture = new HandleFixture()) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<ConnectionHandle> acquired = new CompletableFuture<>();
            CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
            Thread holder = new Thread(() -> {
                ConnectionHandle connection = fixture.acquire();
                Object handle = kind.from(connection);
                fixture.driver.onCall = (target, called) -> {
                    inside.countDown();
                    go.await(60, TimeUnit.SECONDS);
                };
                acquired.complete(connection);
                outcome.complete(outcome(handle, method));
            });
            holder.start();
            ConnectionHandle connection = acquired.get(60, TimeUnit.SECONDS);
            assertThat(inside.await(60, TimeUnit.SECONDS))
                    .as("inside %s", method)
                    .isTrue();
            connection.close();
            assertThat(fixture.awaitRetired().reason()).as("%s", method).isEqualTo(RetireReason.CLOSED_WHILE_IN_USE);
            go.countDown();
            assertThat(outcome.get(60, TimeUnit.SECONDS) instanceof Error)
                    .as("%s", method)
                    .isFalse();
            assertThat(connection.isClosed()).isTrue();
        }
    }

    private static @Nullable Object outcome(Object handle, Method method) {
        try {
            return Call.of(handle, method);
        } catch (Throwable e) {
            return e;
        }
    }

    private static void closeQuietly(ConnectionHandle connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError("a scripted driver does not fail", e);
        }
    }
}

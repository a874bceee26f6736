package io.leasehold.session;

import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.session.internal.SessionId;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A session's secret is in its token, and nowhere else. */
class P9NoSecretsSessionTest {

    private final Stage stage = new Stage();

    @Test
    void aSecretIsInNoTextAndInNothingThatTheRegistryKeeps() {
        SessionRegistry registry =
                stage.registry(settings -> settings.onDisconnect(OnDisconnect.endAfter(Duration.ofSeconds(5))));
        List<Object> seen = new ArrayList<>();
        SessionToken token;
        try (LogLines log = new LogLines()) {
            ClientConnection connection = connect(registry);
            OpenedSession opened = open(connection);
            token = opened.token();
            Stage.call(connection, opened);
            seen.add(opened.toString());
            seen.add(opened.session().toString());
            seen.add(token.toString());
            seen.add(connection.toString());
            seen.add(registry.snapshot().toString());
            assertThat(isReachable(registry, token.secret())).isFalse();
            connection.end();
            seen.add(registry.snapshot().toString());
            stage.pass(Duration.ofSeconds(5));
            ClientConnection back = connect(registry);
            seen.add(String.valueOf(catchThrowable(() -> Stage.call(back, opened))));
            seen.add(String.valueOf(catchThrowable(() -> back.call(token, "bob"))));
            assertThat(isReachable(registry, token.secret())).isFalse();
            seen.addAll(log.lines());
            seen.add(registry.toString());
            seen.add(registry.config().toString());
        }
        seen.addAll(stage.recorder.events);
        stage.close();
        byte[] secret = token.secret();
        List<String> forms = List.of(
                HexFormat.of().formatHex(secret), Arrays.toString(secret), String.valueOf(SessionId.of(secret)));
        assertThat(seen)
                .hasSizeGreaterThan(12)
                .allSatisfy(text ->
                        assertThat(text.toString().toLowerCase(Locale.ROOT)).doesNotContain(forms));
    }

    @Test
    void theSearchFindsWhatIsThere() {
        assertThat(isReachable(Map.of("key", new Object[] {new byte[] {1, 2, 3}}), new byte[] {1, 2, 3}))
                .isTrue();
    }

    @Test
    void whatAClientSaysBeginsNoLineOfItsOwnInTheLog() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        String forged = "ann\nINFO all is well\u2028" + "x".repeat(500);
        OpenedSession opened = connection.open(forged, SessionOptions.DEFAULT, session -> {});
        opened.session().hold(HoldKind.OTHER, "a\nb", () -> {
            throw new IllegalStateException();
        });
        try (LogLines log = new LogLines()) {
            opened.session().end();
            stage.runner.settle();
            assertThat(log.lines())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(line ->
                            assertThat(line).doesNotContain("\n", "\u2028").hasSizeLessThan(400));
        }
        stage.close();
    }

    /** Whether these bytes are in an array that can be reached from here, over fields of our classes and of collections. */
    private static boolean isReachable(Object from, byte[] wanted) {
        Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>();
        left.add(from);
        while (!left.isEmpty()) {
            Object next = left.poll();
            if (next instanceof byte[] bytes && Arrays.equals(bytes, wanted)) {
                return true;
            }
            if (!visited.add(next)) {
                continue;
            }
            reach(next).stream().filter(found -> found != null).forEach(left::add);
        }
        return false;
    }

    private static List<Object> reach(Object object) {
        List<Object> reached = new ArrayList<>();
        if (object instanceof Iterable<?> many) {
            many.forEach(reached::add);
        } else if (object instanceof Map<?, ?> map) {
            reached.addAll(map.keySet());
            reached.addAll(map.values());
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                reached.add(Array.get(array, i));
            }
        } else {
            for (Class<?> type = object.getClass(); isOurs(type); type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    reached.add(value(field, object));
                }
            }
        }
        return reached;
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.leasehold.");
    }

    private static Object value(Field field, Object of) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
            return null;
        }
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

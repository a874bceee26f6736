package io.leasehold.gateway.internal.auth;

import static io.leasehold.gateway.internal.auth.LoginStage.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password is in no log, no error and no text, and nothing that stays behind has it. */
class P9NoSecretsLoginsTest {

    private static final String PASSWORD = "c4n4ry-Sesame";

    @TempDir
    private Path folder;

    @Test
    void aPasswordIsInNoTextAndNothingKeepsIt() throws LoginRefusedException {
        LoginStage stage = new LoginStage(folder).users("ann:7$hash-of-ann", "eve:7$" + PASSWORD);
        List<String> seen = new ArrayList<>();
        try (LogLines log = new LogLines()) {
            Logins logins = stage.logins();
            logins.verify("ann", "hash-of-ann", HOME);
            for (int i = 0; i < 12; i++) {
                seen.add(String.valueOf(catchThrowable(() -> logins.verify("ann", PASSWORD, HOME))));
            }
            seen.add(String.valueOf(catchThrowable(() -> logins.verify("nobody", PASSWORD, "10.0.0.1"))));
            String cookie = logins.remember("ann");
            seen.add(logins.toString());
            seen.add(PasswordFile.open(stage.file, new PasswordHashes(List.of(stage.hash)))
                    .toString());
            seen.add(new PasswordEntry("ann", stage.hash, PASSWORD).toString());
            seen.add(new FileAccounts(
                            PasswordFile.open(stage.file, new PasswordHashes(List.of(stage.hash))),
                            new Seal(new SecureRandom()))
                    .of("eve")
                    .toString());
            seen.addAll(log.lines());
            assertThat(log.lines()).anyMatch(line -> line.contains("'ann'")).noneMatch(line -> line.contains("nobody"));
            assertThat(seen)
                    .hasSizeGreaterThan(20)
                    .noneMatch(text -> text.contains(PASSWORD))
                    .noneMatch(text -> text.contains(cookie));
            stage.users("ann:7$hash-of-ann");
            seen.add(String.valueOf(catchThrowable(() -> logins.verify("ann", "hash-of-ann", "10.0.0.2"))));
            assertThat(isReachable(logins, PASSWORD)).isFalse();
            assertThat(isReachable(logins, "hash-of-ann"))
                    .as("a password that was right")
                    .isFalse();
            assertThat(isReachable(logins, "7$hash-of-ann")).isTrue();
        }
    }

    @Test
    void whatAClientSaysBeginsNoLineOfItsOwnInTheLog() {
        LoginStage stage = new LoginStage(folder).users("ann:7$sesame");
        try (LogLines log = new LogLines()) {
            Logins logins = stage.logins();
            catchThrowable(() -> logins.verify("x", "y", "10.0.0.1\nINFO all is well\u2028" + "z".repeat(500)));
            assertThat(log.lines())
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(line).doesNotContain("\n", "\u2028").hasSizeLessThan(300));
        }
    }

    /** Whether a text is in anything that can be reached from an object of ours. */
    private static boolean isReachable(Object root, String text) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Object object = open.pop();
            if (!seen.add(object)) {
                continue;
            }
            if (text.equals(object) || object instanceof char[] letters && text.equals(String.valueOf(letters))) {
                return true;
            }
            if (object instanceof Map<?, ?> map) {
                open.addAll(map.keySet());
                open.addAll(map.values());
            } else if (object instanceof Iterable<?> all && !(object instanceof Path)) {
                all.forEach(open::push);
            } else if (object instanceof Object[] array) {
                for (int i = 0; i < Array.getLength(array); i++) {
                    if (array[i] != null) {
                        open.push(array[i]);
                    }
                }
            } else if (object.getClass().getName().startsWith("io.leasehold.gateway")) {
                fields(object, open);
            }
        }
        return false;
    }

    private static void fields(Object object, Deque<Object> open) {
        for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    try {
                        field.setAccessible(true);
                        Object value = field.get(object);
                        if (value != null) {
                            open.push(value);
                        }
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }
}

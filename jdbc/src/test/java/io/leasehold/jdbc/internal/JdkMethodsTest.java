package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What handles inherit from the JDK instead of having it: of streams, what is built on what the handle has; of the
 * interfaces, default methods that are newer than Java 17. Whatever comes with the next JDK fails here first.
 */
class JdkMethodsTest {

    /** Why each inherited method may stay so. */
    private static final Map<String, String> RIGHT = Map.ofEntries(
            Map.entry("InputStream.read", "of an array: calls read of a part of it"),
            Map.entry("InputStream.readAllBytes", "built on read"),
            Map.entry("InputStream.readNBytes", "built on read"),
            Map.entry("InputStream.skipNBytes", "built on skip and read"),
            Map.entry("InputStream.transferTo", "built on read"),
            Map.entry("Reader.read", "built on read of a part of an array"),
            Map.entry("Reader.readAllAsString", "since 25: built on read"),
            Map.entry("Reader.readAllLines", "since 25: built on read"),
            Map.entry("Reader.transferTo", "built on read"),
            Map.entry("OutputStream.write", "of an array: calls write of a part of it"),
            Map.entry("Writer.write", "of a whole array or text: calls write of a part of it"),
            Map.entry("Writer.append", "built on write"));

    @ParameterizedTest
    @EnumSource
    void whatAHandleInheritsIsOnTheListOfWhatMayBe(HandleKind kind) {
        assertThat(kind.inherited()).extracting(JdkMethodsTest::name).allMatch(RIGHT::containsKey);
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}

package io.leasehold.jdbc.internal.settings;

import io.leasehold.InvalidConfigException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;

/**
 * A kind of value: how text is read as it, and how it is shown. Immutable.
 *
 * @param label what the documentation calls it
 * @param expects what text is expected to be, for errors
 * @param parse reads text; throws {@link IllegalArgumentException} for what is not such a value
 * @param show shows a value; never a secret
 */
public record Kind<T>(String label, String expects, Function<String, T> parse, Function<T, String> show) {

    private static final String NOT_AS_TEXT = "cannot be given as text";

    public static final Kind<String> TEXT = new Kind<>("text", "text", text -> text, text -> text);

    public static final Kind<String> URL = new Kind<>("text", "a JDBC url", text -> text, SafeUrl::of);

    public static final Kind<String> SECRET = new Kind<>("text", "text", text -> text, text -> "(not shown)");

    public static final Kind<Boolean> BOOLEAN =
            new Kind<>("boolean", "must be true or false", Kind::parseBoolean, Object::toString);

    public static final Kind<Integer> INTEGER =
            new Kind<>("number", "must be a whole number", text -> Integer.valueOf(text.strip()), Object::toString);

    public static final Kind<Duration> DURATION = new Kind<>(
            "duration",
            "must be milliseconds, or a duration such as 500ms, 30s, 5m, 1h or PT30S",
            Durations::parse,
            InvalidConfigException::words);

    public static final Kind<Properties> PROPERTIES = new Kind<>(
            "properties",
            NOT_AS_TEXT + ": give each as dataSource.<name>",
            Kind::notAsText,
            properties -> properties.size() + " properties");

    /** The constants of an enum, whatever their case. */
    public static <E extends Enum<E>> Kind<E> constants(Class<E> type) {
        String names = String.join(
                ", ",
                java.util.Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
        return new Kind<>(
                names.replace(", ", " \\| "),
                "must be one of " + names,
                text -> Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT)),
                Enum::name);
    }

    /** An object, which can only be given in code. */
    public static <O> Kind<O> object(Class<O> type) {
        return new Kind<>(
                "`" + type.getSimpleName() + "`",
                NOT_AS_TEXT + ": give an object in code",
                Kind::notAsText,
                object -> object.getClass().getName());
    }

    /** An object, given in code or as the name of its class. */
    public static <O> Kind<O> made(Class<O> type) {
        String expects = "must name a " + type.getSimpleName()
                + " that is on the class path and has a public constructor without parameters";
        return new Kind<>(
                "`" + type.getSimpleName() + "`, or its class",
                expects,
                text -> {
                    Object made = Classes.instance(text);
                    if (!type.isInstance(made)) {
                        throw new IllegalArgumentException(text);
                    }
                    return type.cast(made);
                },
                object -> object.getClass().getName());
    }

    /** Whether it can be given as text at all; what was given as text all the same may hold anything, secrets included. */
    boolean takesText() {
        return !expects.startsWith(NOT_AS_TEXT);
    }

    private static Boolean parseBoolean(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static <O> O notAsText(String text) {
        throw new IllegalArgumentException(text);
    }
}

package io.leasehold.gateway.internal.settings;

import io.leasehold.session.OnDisconnect;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text as a value of the type that a setting has. Pure functions. */
final class Texts {

    private static final String A_NUMBER = "must be a whole number";

    private Texts() {}

    /** Whether settings of this type are given as one text. */
    static boolean isOne(Class<?> type) {
        return type == String.class
                || type == int.class
                || type == long.class
                || type == boolean.class
                || type == Duration.class
                || type == Path.class
                || type == OnDisconnect.class
                || type.isEnum();
    }

    static Object parse(Class<?> type, String text) throws BadTextException {
        if (type == String.class) {
            return text;
        }
        if (type == int.class) {
            return number(text);
        }
        if (type == long.class) {
            return Amounts.size(text);
        }
        if (type == boolean.class) {
            return truth(text);
        }
        if (type == Duration.class) {
            return Amounts.time(text);
        }
        if (type == Path.class) {
            return path(text);
        }
        return type == OnDisconnect.class ? onDisconnect(text) : oneOf(type, text);
    }

    private static Integer number(String text) throws BadTextException {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new BadTextException(A_NUMBER);
        }
    }

    private static Boolean truth(String text) throws BadTextException {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new BadTextException("must be true or false");
    }

    private static Path path(String text) throws BadTextException {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // Said below, as of a path that is blank.
        }
        throw new BadTextException("must be the path of a file");
    }

    private static OnDisconnect onDisconnect(String text) throws BadTextException {
        if (text.equals("at once")) {
            return OnDisconnect.endAtOnce();
        }
        if (text.equals("never")) {
            return OnDisconnect.keep();
        }
        try {
            return OnDisconnect.endAfter(Amounts.time(text));
        } catch (BadTextException e) {
            throw new BadTextException("must be 'at once', 'never', or how long after, such as 30s");
        }
    }

    private static Object oneOf(Class<?> type, String text) throws BadTextException {
        Object[] constants = type.getEnumConstants();
        for (Object constant : constants) {
            if (name(constant).equals(text)) {
                return constant;
            }
        }
        throw new BadTextException(
                "must be one of " + Arrays.stream(constants).map(Texts::name).collect(Collectors.joining(", ")));
    }

    private static String name(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}

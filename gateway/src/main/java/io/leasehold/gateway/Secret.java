package io.leasehold.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A password, or where one is: it is asked for whenever it is needed, so that a file or variable may change. Shows itself in no
 * text. Immutable.
 */
public final class Secret implements Supplier<String> {

    /** No secret at all. */
    public static final Secret NONE = new Secret(Source.NONE, "");

    private static final String FILE = "file:";
    private static final String ENVIRONMENT = "env:";

    /** Where it is. */
    public enum Source {
        /** Nowhere. */
        NONE,
        /** In the settings themselves. */
        VALUE,
        /** In a file; line ends at its end do not count. */
        FILE,
        /** In a variable of the environment. */
        ENVIRONMENT
    }

    private final Source source;
    private final String text;

    private Secret(Source source, String text) {
        this.source = source;
        this.text = text;
    }

    /** This very text. */
    public static Secret value(String text) {
        return new Secret(Source.VALUE, text);
    }

    /** What is in a file. */
    public static Secret file(Path file) {
        return new Secret(Source.FILE, file.toString());
    }

    /** What is in a variable of the environment. */
    public static Secret environment(String variable) {
        return new Secret(Source.ENVIRONMENT, variable);
    }

    /**
     * As settings have it: {@code file:PATH}, {@code env:NAME}, or the secret itself.
     *
     * @param folder from where a path counts that begins at no root
     */
    public static Secret parse(String text, Path folder) {
        if (text.startsWith(FILE)) {
            return file(folder.resolve(text.substring(FILE.length())));
        }
        return text.startsWith(ENVIRONMENT) ? environment(text.substring(ENVIRONMENT.length())) : value(text);
    }

    /** Where it is. */
    public Source source() {
        return source;
    }

    /** Whether there is none at all; an empty one is one. */
    public boolean isNone() {
        return source == Source.NONE;
    }

    /** The path of the file or the name of the variable; empty for all others. */
    public String place() {
        return source == Source.FILE || source == Source.ENVIRONMENT ? text : "";
    }

    /**
     * The secret as it is now; empty for none.
     *
     * @throws IllegalStateException saying what cannot be read
     */
    @Override
    public String get() {
        return switch (source) {
            case NONE -> "";
            case VALUE -> text;
            case FILE -> fromFile();
            case ENVIRONMENT -> fromEnvironment();
        };
    }

    private String fromFile() {
        try {
            return Files.readString(Path.of(text)).replaceFirst("[\r\n]+\\z", "");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the secret in " + text + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private String fromEnvironment() {
        String value = System.getenv(text);
        if (value == null) {
            throw new IllegalStateException("the environment has no variable " + text + ": set it");
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && source == secret.source && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, text);
    }

    /** Where it is, never what. */
    @Override
    public String toString() {
        return switch (source) {
            case NONE -> "none";
            case VALUE -> "(not shown)";
            case FILE -> FILE + text;
            case ENVIRONMENT -> ENVIRONMENT + text;
        };
    }
}

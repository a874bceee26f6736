package io.leasehold.gateway.internal.result;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name as metadata calls ask for it: {@code %} and {@code *} stand for any characters, {@code _} for one, a backslash takes the
 * meaning of what follows away, as in Hive. Immutable.
 */
final class NamePattern {

    private final String text;

    private NamePattern(String text) {
        this.text = text;
    }

    /** Null and empty mean anything. */
    static NamePattern of(@Nullable String text) {
        return new NamePattern(text == null || text.isEmpty() ? "%" : text);
    }

    /** Whether it was meant as a name: then it has underscores at most. */
    boolean isName() {
        return translate("%", "_", literal -> "x").indexOf('%') < 0;
    }

    /** What it says, taken as a name. */
    String name() {
        return translate("%", "_", UnaryOperator.identity());
    }

    /** As a driver reads patterns. @param escape what takes a character's meaning away; empty if nothing does */
    String forDriver(String escape) {
        return translate(
                "%",
                "_", literal -> switch (literal) {
                    case "%", "_" -> escape + literal;
                    default -> literal.equals(escape) ? escape + literal : literal;
                });
    }

    /** Whether a name is meant, whatever the case of its letters. */
    boolean matches(String name) {
        return Pattern.compile(
                        translate(".*", ".", Pattern::quote),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .matcher(name)
                .matches();
    }

    /** The same with its letters in another case. */
    NamePattern with(UnaryOperator<String> fold) {
        return new NamePattern(fold.apply(text));
    }

    private String translate(String any, String one, UnaryOperator<String> literal) {
        StringBuilder translated = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '*') {
                translated.append(any);
            } else if (c == '_') {
                translated.append(one);
            } else {
                boolean escapes = c == '\\' && i + 1 < text.length();
                i += escapes ? 1 : 0;
                translated.append(literal.apply(String.valueOf(text.charAt(i))));
            }
        }
        return translated.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}

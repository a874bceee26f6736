package io.leasehold.jdbc.internal.errors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Strikes passwords from what drivers say. An error that says none is left as it is; of one that does, a copy is made that has
 * its class (one of java.sql's), state, code and stack, but not the error itself. To be filled by one thread, then safe for any; its text
 * has no secrets.
 */
public final class Secrets {

    private static final String STRUCK = "***";

    /** A short password is a common word's part, and is struck only where it stands alone. */
    private static final int LONG_ENOUGH = 4;

    private final List<Pattern> patterns = new ArrayList<>();

    /** Strikes this as well, as it is and as an url has it. */
    public Secrets add(@Nullable String secret) {
        if (secret != null && !secret.isEmpty()) {
            patterns.add(pattern(secret));
            String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            if (!encoded.equals(secret)) {
                patterns.add(pattern(encoded));
            }
        }
        return this;
    }

    /** The error, or a copy in which no message says a secret. */
    public <T extends Throwable> Throwable scrub(T error) {
        for (Throwable each : ErrorChain.of(error)) {
            if (says(each.getMessage())) {
                return copy(error, 0);
            }
        }
        return error;
    }

    private Throwable copy(Throwable error, int depth) {
        Throwable before = error.getCause();
        Throwable cause = before == null || depth == ErrorChain.LONGEST ? null : copy(before, depth + 1);
        Throwable copy = error instanceof SQLException sql
                ? StandardExceptions.like(sql, strike(error.getMessage()), cause)
                : new Exception(error.getClass().getName() + ": " + strike(error.getMessage()), cause);
        copy.setStackTrace(error.getStackTrace());
        return copy;
    }

    private boolean says(@Nullable String message) {
        return message != null
                && patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(message).find());
    }

    /** The text without them. */
    String strike(@Nullable String message) {
        String text = String.valueOf(message);
        for (Pattern pattern : patterns) {
            text = pattern.matcher(text).replaceAll(Matcher.quoteReplacement(STRUCK));
        }
        return text;
    }

    private static Pattern pattern(String secret) {
        String quoted = Pattern.quote(secret);
        String alone = secret.length() >= LONG_ENOUGH ? quoted : "(?<![\\w])" + quoted + "(?![\\w])";
        return Pattern.compile(alone, Pattern.CASE_INSENSITIVE);
    }
}

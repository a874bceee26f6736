package io.leasehold.gateway.internal.auth;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.spi.PasswordHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a password file: {@code name:{hash}rest}, comments, which begin with {@code #}, and blank ones. Pure functions.
 * Nothing of a line is repeated in what is said of it.
 */
final class PasswordLines {

    static final String A_NAME =
            "must be 1 to 128 characters without colons, control characters and spaces around it, and"
                    + " not begin with #";

    private static final Pattern NAME =
            Pattern.compile("(?!#)[^:\\p{Cntrl}\\s]([^:\\p{Cntrl}]{0,126}[^:\\p{Cntrl}\\s])?");
    private static final Pattern LINE = Pattern.compile("([^:]*):\\{([a-z0-9-]+)}(.*)");
    private static final String NOT_SHOWN = "(not shown)";

    private PasswordLines() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a line is neither blank nor a comment. */
    static boolean isEntry(String line) {
        return !line.isBlank() && !line.strip().startsWith("#");
    }

    /** Whether a line is this user's. */
    static boolean isOf(String line, String name) {
        return isEntry(line) && line.startsWith(name + ":");
    }

    static String line(String name, String id, String encoded) {
        return name + ":{" + id + "}" + encoded;
    }

    /**
     * The users of a file, in its order.
     *
     * @throws InvalidConfigException naming every line that is wrong
     */
    static Map<String, PasswordEntry> read(Path file, List<String> lines, PasswordHashes hashes) {
        Map<String, PasswordEntry> entries = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            String where = "line " + ++number;
            if (isEntry(line)) {
                problem(line, hashes, entries)
                        .map(problem -> new Violation(where, NOT_SHOWN, problem))
                        .ifPresent(violations::add);
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidConfigException("password file " + file, violations);
        }
        return entries;
    }

    /** Adds a line's user, or says what is wrong with it. */
    private static Optional<String> problem(String line, PasswordHashes hashes, Map<String, PasswordEntry> entries) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.of("must have the form name:{" + Pbkdf2.ID + "}iterations$salt$hash");
        }
        String name = parts.group(1);
        if (!isName(name)) {
            return Optional.of("the name " + A_NAME);
        }
        Optional<PasswordHash> hash = hashes.of(parts.group(2));
        if (hash.isEmpty()) {
            return Optional.of("the hash must be one of " + String.join(", ", hashes.ids()));
        }
        String problem = hash.get().problem(parts.group(3));
        if (!problem.isEmpty()) {
            return Optional.of(problem);
        }
        PasswordEntry before = entries.putIfAbsent(name, new PasswordEntry(name, hash.get(), parts.group(3)));
        return before == null ? Optional.empty() : Optional.of("is of a user that has a line already: leave one out");
    }
}

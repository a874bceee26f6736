package io.leasehold.gateway.internal.auth;

/**
 * A name in which {@code *} stands for any letters. Immutable. Not a regular expression: what a client says is compared with it, and
 * must not be able to keep a thread busy.
 */
final class NamePattern {

    private static final char ANY = '*';

    private final String pattern;

    NamePattern(String pattern) {
        this.pattern = pattern;
    }

    /** Goes back to the latest star only, which is enough, so that the work is at most one length times the other. */
    boolean matches(String name) {
        int at = 0;
        int read = 0;
        int star = -1;
        int resumed = 0;
        while (read < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == ANY) {
                star = at++;
                resumed = read;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(read)) {
                at++;
                read++;
            } else if (star >= 0) {
                at = star + 1;
                read = ++resumed;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == ANY) {
            at++;
        }
        return at == pattern.length();
    }
}

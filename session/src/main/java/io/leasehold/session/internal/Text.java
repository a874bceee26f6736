package io.leasehold.session.internal;

/** Text of clients and of others' errors, as logs and details may have it. Stateless. */
final class Text {

    private static final int LONGEST = 100;

    /** Bounds a chain of causes that bites its tail. */
    private static final int DEEPEST = 5;

    private Text() {}

    /** Without what would begin a line of its own in a log, and not too long. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), LONGEST + 1));
        text.chars()
                .limit(LONGEST)
                .forEach(c ->
                        plain.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : (char) c));
        return text.length() > LONGEST ? plain.append("...").toString() : plain.toString();
    }

    /** What an error and its causes are, and nothing of what they say, which may repeat what was asked. */
    static String of(Throwable error) {
        StringBuilder text = new StringBuilder(error.getClass().getName());
        Throwable cause = error.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            text.append(", caused by ").append(cause.getClass().getName());
            cause = cause.getCause();
        }
        return text.toString();
    }
}

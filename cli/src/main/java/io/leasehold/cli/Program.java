package io.leasehold.cli;

/** How this program was called, for what is to be pasted. Stateless. */
final class Program {

    private static final String PROPERTY = "leasehold.called";

    private Program() {}

    /** As the user typed it, such as {@code ./leasehold}, which the launcher tells. */
    static String called() {
        return System.getProperty(PROPERTY, "leasehold");
    }
}

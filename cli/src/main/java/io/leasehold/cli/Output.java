package io.leasehold.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Where the program prints what it was asked for. Stateless. */
final class Output {

    private Output() {}

    /**
     * Standard output, whose {@code checkError} says whether all of it arrived: {@code System.out} keeps its failures to itself, and of
     * the JDK's writers only one made in this way asks it for them.
     */
    static PrintWriter standard() {
        return new PrintWriter(System.out, true, charset());
    }

    /**
     * A terminal's own, which JDKs from 19 on tell by the first property, and older ones by the second. What goes elsewhere is in the
     * default charset, UTF-8 from JDK 18 on: the first property then says what the locale does, and in a container without one letters
     * would become question marks.
     */
    private static Charset charset() {
        String ofTerminal = System.getProperty("stdout.encoding");
        String name = ofTerminal != null && Terminal.present() ? ofTerminal : System.getProperty("sun.stdout.encoding");
        try {
            return name == null ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            // This JDK does not have it.
            return Charset.defaultCharset();
        }
    }
}

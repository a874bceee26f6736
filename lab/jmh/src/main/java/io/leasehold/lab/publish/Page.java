package io.leasehold.lab.publish;

/** A page of Markdown in which some parts are written by a program, between comments that no reader sees. Immutable. */
record Page(String text) {
    /** The page with another text in the named part. */
    Page with(String part, String body) {
        String begin = "<!-- measured: " + part + " -->\n";
        String end = "<!-- end of measured: " + part + " -->";
        int from = text.indexOf(begin);
        int until = text.indexOf(end);
        if (from < 0 || until < from) {
            throw new IllegalArgumentException(
                    "the page has no part between \"" + begin.strip() + "\" and \"" + end + "\".");
        }
        return new Page(
                text.substring(0, from + begin.length()) + "\n" + body.strip() + "\n\n" + text.substring(until));
    }
}

package io.leasehold.drills;

/** What a drill comes to. */
public enum Verdict {
    PASS("PASS"),
    FAIL("FAIL"),
    /** The fault could not be injected, so nothing was shown. */
    NOT_RUN("not run");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** As reports have it. */
    public String text() {
        return text;
    }
}

package io.leasehold.lab.chaos.run;

/** What must hold in every run, whatever fails. */
public enum Invariant {
    I1("no more connections than the maximum, at the database and at the proxy, and no storm of opens"),
    I2("every acquire and every call ends, an acquire within its timeout"),
    I3("one holder for each connection"),
    I4("a connection whose last exchange broke is never lent again, and nobody reads another's answer"),
    I5("once it is quiet nothing is leased, nobody waits, and pool, proxy and database count the same connections"),
    I6("once the fault is over everybody is served again"),
    I7("a call that fails gets one error, with an honest SQLState, and is not tried again behind its caller's back"),
    I8("no thread and no socket is left"),
    I9("who has timed out or was interrupted is not served"),
    TOKENS("what was committed is in the database once, and nothing else is");

    private final String text;

    Invariant(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}

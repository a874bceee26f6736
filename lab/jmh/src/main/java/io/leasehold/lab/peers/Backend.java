package io.leasehold.lab.peers;

import io.leasehold.lab.stub.StubDriver;
import io.leasehold.lab.stub.StubTimes;

/** What a pool connects to, as every pool can be told. Immutable; travels to a forked JVM as JSON. */
public record Backend(String url, String driver, String user, String password) {

    /**
     * Whether its driver asks the server for a connection's isolation each time. A pool that has a default to reset it to then pays a round
     * trip for each lease, which others spare by remembering, so that it is given none there.
     */
    boolean asksForIsolation() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** The stub, whose calls take what is said. */
    public static Backend stub(StubTimes times) {
        return new Backend(times.url(), StubDriver.class.getName(), "", "");
    }
}

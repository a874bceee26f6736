package io.leasehold.lab.peers;

import io.leasehold.lab.stub.StubDriver;
import io.leasehold.lab.stub.StubTimes;

/** What a pool connects to, as every pool can be told. Immutable; travels to a forked JVM as JSON. */
public record Backend(String url, String driver, String user, String password) {

    /** The stub, whose calls take what is said. */
    public static Backend stub(StubTimes times) {
        return new Backend(times.url(), StubDriver.class.getName(), "", "");
    }
}

package io.leasehold.internal;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The events that Java Flight Recorder can be told to keep; they carry no secret and no SQL. */
final class Flight {

    private Flight() {}

    @Category("Leasehold")
    @StackTrace(false)
    abstract static class PoolFlight extends Event {
        @Label("Pool")
        String pool = "";

        @Label("Resource")
        @Description("A number that is unique in its pool")
        long resource;
    }

    @Name("leasehold.Acquire")
    @Label("Acquire that waited")
    @StackTrace(true)
    static final class Acquire extends PoolFlight {}

    @Name("leasehold.Hold")
    @Label("Lease")
    static final class Hold extends PoolFlight {
        @Label("Holder")
        String holder = "";
    }

    @Name("leasehold.Open")
    @Label("Open")
    static final class Open extends PoolFlight {
        @Label("Failure")
        String failure = "";

        @Label("Took")
        @Timespan
        long took;
    }

    @Name("leasehold.Check")
    @Label("Check")
    static final class Check extends PoolFlight {
        @Label("Alive")
        boolean alive;

        @Label("Took")
        @Timespan
        long took;
    }

    @Name("leasehold.Retire")
    @Label("Retire")
    static final class Retire extends PoolFlight {
        @Label("Reason")
        String reason = "";

        @Label("Idle age")
        @Timespan
        long idle;
    }

    @Name("leasehold.Timeout")
    @Label("Acquire that ended without a lease")
    @StackTrace(true)
    static final class Timeout extends PoolFlight {
        @Label("Outcome")
        String outcome = "";

        @Label("Waited")
        @Timespan
        long waited;
    }
}

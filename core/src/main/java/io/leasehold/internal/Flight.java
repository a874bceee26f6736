package io.leasehold.internal;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The events that Java Flight Recorder can be told to keep; they carry no secret and no SQL. */
public final class Flight {

    private Flight() {}

    @Category("Leasehold")
    @StackTrace(false)
    public abstract static class PoolFlight extends Event {
        @Label("Pool")
        public String pool = "";

        @Label("Resource")
        @Description("A number that is unique in its pool")
        public long resource;
    }

    @Name("leasehold.Acquire")
    @Label("Acquire that waited")
    @StackTrace(true)
    public static final class Acquire extends PoolFlight {}

    /** One for each lease, a million a second in a busy pool: recorded where it is asked for, not with whatever is recorded anyway. */
    @Name("leasehold.Hold")
    @Label("Lease")
    @Enabled(false)
    public static final class Hold extends PoolFlight {
        @Label("Holder")
        public String holder = "";
    }

    @Name("leasehold.Open")
    @Label("Open")
    public static final class Open extends PoolFlight {
        @Label("Failure")
        public String failure = "";

        @Label("Took")
        @Timespan
        public long took;
    }

    @Name("leasehold.Check")
    @Label("Check")
    public static final class Check extends PoolFlight {
        @Label("Alive")
        public boolean alive;

        @Label("Took")
        @Timespan
        public long took;
    }

    @Name("leasehold.Retire")
    @Label("Retire")
    public static final class Retire extends PoolFlight {
        @Label("Reason")
        public String reason = "";

        @Label("Idle age")
        @Timespan
        public long idle;
    }

    @Name("leasehold.Timeout")
    @Label("Acquire that ended without a lease")
    @StackTrace(true)
    public static final class Timeout extends PoolFlight {
        @Label("Outcome")
        public String outcome = "";

        @Label("Waited")
        @Timespan
        public long waited;
    }
}

package io.leasehold.lab.stub;

/**
 * What the stub's calls take, in nanoseconds, 0 for nothing. Immutable; travels in a JDBC URL, since that is what every pool takes.
 *
 * @param burnNanos of processor time, by each call that a driver would send to a server
 * @param openNanos slept by the opening of a connection
 * @param executeNanos slept by each execution of a statement
 */
public record StubTimes(long burnNanos, long openNanos, long executeNanos) {
    static final String PREFIX = "jdbc:stub:";

    /** A driver that costs nothing. */
    public static final StubTimes NONE = new StubTimes(0, 0, 0);

    public String url() {
        return PREFIX + burnNanos + ":" + openNanos + ":" + executeNanos;
    }

    /** Of a URL that {@link #url} made. */
    static StubTimes of(String url) {
        String[] times = url.substring(PREFIX.length()).split(":");
        return new StubTimes(Long.parseLong(times[0]), Long.parseLong(times[1]), Long.parseLong(times[2]));
    }
}

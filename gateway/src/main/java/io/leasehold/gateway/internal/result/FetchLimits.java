package io.leasehold.gateway.internal.result;

/**
 * What drivers may hold of results before they give the rows. Immutable.
 *
 * <p>A driver that is asked for some rows has all of them in memory before it gives the first, and no protocol lets it ask for so many
 * bytes instead. It is counted against no budget, so it is bounded by the number of rows, which is set before it is known how wide they
 * are. A row is taken for as wide as its columns are declared, and for no more than {@link #WIDE}, as columns without a bound may hold a
 * gigabyte and mostly do not. So this holds:
 *
 * <ul>
 *   <li>While no row is wider than that, a connection's driver holds no more than {@link #bytes}, or one row if that is more, and those of
 *       all connections together no more than a quarter of the heap: at the first fetch, and when wide rows come behind narrow ones.
 *   <li>Wider rows come as many at once as if they were of that width, so that rows of a megabyte take four times a
 *       connection's part; {@link FetchPace} asks for fewer once one was seen. Until then PostgreSQL's driver gives up beyond {@link #most},
 *       which fails the statement and costs its connection.
 * </ul>
 *
 * <p>Several connections that meet such rows at the same time may still exceed the heap, and so may what becomes of one value of
 * hundreds of megabytes on its way to a client: then the statement fails that found no memory.
 *
 * @param bytes of one connection; 1 or more
 * @param most that a driver may be made to hold where it can be told so; {@code bytes} or more
 */
public record FetchLimits(long bytes, long most) {

    /** The widest row that is reckoned with before one was seen: more would make long results of short texts slow. */
    static final long WIDE = 256L << 10;

    /** Of any rows, however narrow: more saves no time. */
    static final int MOST_ROWS = 2_000;

    /** Fills one round trip where rows are narrow. */
    private static final int FIRST_ROWS = 50;

    public FetchLimits {
        if (bytes < 1 || most < bytes) {
            throw new IllegalArgumentException("no such limits: " + bytes + ", " + most);
        }
    }

    /**
     * A quarter of what the JVM's heap may grow to, for all.
     *
     * @param connections how many there may be, 1 or more
     */
    public static FetchLimits ofHeap(int connections) {
        long quarter = Math.max(1, Runtime.getRuntime().maxMemory() / 4);
        return new FetchLimits(Math.max(1, quarter / connections), quarter);
    }

    /** How many rows to fetch before it is known what they are. */
    public int firstRows() {
        return Math.min(FIRST_ROWS, rows(WIDE));
    }

    /** How many to fetch of rows that are declared to be that wide at most, in bytes. */
    int rows(long declared) {
        return (int) Math.max(1, Math.min(MOST_ROWS, bytes / Math.max(1, Math.min(WIDE, declared))));
    }
}

package io.leasehold.gateway.internal.result;

/**
 * How much of a result is in memory. Immutable.
 *
 * @param readAheadBytes of one operation, beyond which its statement waits for the client; at least 1
 * @param batchBytes of what one fetch answers: the rows that fit, and at least one; at least 1
 * @param rewindRows how many rows a client may have fetched and still begin again; 0 or more
 */
public record ResultLimits(long readAheadBytes, long batchBytes, int rewindRows) {

    /** 4 MB, 8 MB, 1,000 rows. */
    public static final ResultLimits DEFAULT = new ResultLimits(4L << 20, 8L << 20, 1_000);

    public ResultLimits {
        if (readAheadBytes < 1 || batchBytes < 1 || rewindRows < 0) {
            throw new IllegalArgumentException(
                    "no such limits: " + readAheadBytes + ", " + batchBytes + ", " + rewindRows);
        }
    }
}

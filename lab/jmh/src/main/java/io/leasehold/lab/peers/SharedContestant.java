package io.leasehold.lab.peers;

/** One way to share a resource of a key between many holders. */
public interface SharedContestant extends Contestant {

    /** Opens it, with the key prepared and its resource open. */
    Open open() throws Exception;

    /** What is measured. For any number of threads. */
    interface Open extends AutoCloseable {

        /** Acquires by the prepared key and returns; gives what it acquired. */
        Object cycle() throws Exception;
    }
}

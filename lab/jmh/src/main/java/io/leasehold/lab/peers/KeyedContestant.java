package io.leasehold.lab.peers;

/** One way to lend resources by a key, each to one holder at a time. */
public interface KeyedContestant extends Contestant {

    /**
     * Opens it, with nothing in it.
     *
     * @param endpoints how many keys there are, counted from 0
     * @param perEndpoint the most resources of one key
     */
    Open open(int endpoints, int perEndpoint) throws Exception;

    /** What is measured. For any number of threads. */
    interface Open extends AutoCloseable {

        /** Acquires a resource of the endpoint and returns it; gives what it acquired. */
        Object cycle(int endpoint) throws Exception;
    }

    /** The keys as an application has them: made once, and of some length. */
    static String[] keys(int endpoints) {
        String[] keys = new String[endpoints];
        for (int i = 0; i < endpoints; i++) {
            keys[i] = "server-" + i + ".example:9090 as alice";
        }
        return keys;
    }
}

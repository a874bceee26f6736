package io.leasehold;

/** How the holders of one key are spread over its resources, where a key may have several. */
public enum Spread {
    /** Opens a resource for each acquire until there are as many as allowed, then takes them in turn. HBase's default. */
    ROUND_ROBIN,
    /** A thread always gets the same one, by its id; threads share it. */
    THREAD_AFFINE,
    /** The one with the fewest holders; another is opened while none is free of holders. */
    LEAST_LEASED
}

package io.leasehold;

/**
 * One holder's part of a resource that many hold. It may be handed to another thread; its methods are safe to call from
 * any, as far as the resource itself is.
 *
 * @param <R> the resource
 */
public interface Share<R> extends AutoCloseable {

    /**
     * The resource itself. The share cannot watch over what is done with it: a reference that is kept outlives the share,
     * and the resource may be closed any time after.
     *
     * @throws LeaseEndedException if the share has ended; the message says how, when and by whom
     */
    R resource();

    /**
     * Ends this share and has the resource never be shared again, since it is known or feared to be broken: it is closed
     * once its last holder is gone. Does nothing if this share has ended.
     *
     * @param how what becomes of its other holders
     * @param why what was wrong; it is kept for the event and the log
     * @return whether this call ended the share
     * @throws IllegalStateException if two retired resources of this key have holders still, and these are to be kept;
     *     nothing is changed then
     */
    boolean retire(Retirement how, Throwable why);

    /** Gives this share back, and ends nobody else's. Only the first call does anything; it never throws because of the pool. */
    @Override
    void close();
}

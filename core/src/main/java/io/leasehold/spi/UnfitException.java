package io.leasehold.spi;

/**
 * Thrown by a check that found the other side alive, but the resource in no state to be lent: something had arrived that nobody asked
 * for, say. It is destroyed as what is dead is, but its idleness is not taken for the cause, nor are its siblings suspected.
 */
public class UnfitException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what state it is in; must hold no secret */
    public UnfitException(String message) {
        super(message);
    }
}

package io.leasehold.gateway.internal.wire;

/** The client hung up while a call of it was served: there is nobody to answer. */
public final class ClientGoneException extends Exception {

    private static final long serialVersionUID = 1L;

    public ClientGoneException(String address) {
        super("the client at " + address + " is gone");
    }
}

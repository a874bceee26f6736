package io.leasehold.gateway.internal.console;

import java.io.IOException;
import java.util.Optional;

/** A request, as far as the console looks at it. For the thread that serves it. */
interface Asked {

    String method();

    String path();

    /** The parameters of the url. */
    Form query();

    /** The fields of the body, which is read now; empty if it is no form, or longer than any form of the console's. */
    Optional<Form> body() throws IOException;

    Optional<String> header(String name);

    Optional<String> cookie(String name);

    /** From where, without a port. */
    String address();

    boolean fromLoopback();

    /** To which port of this machine. */
    int port();
}

package io.leasehold.cli;

import io.leasehold.drills.BadInputException;

/** Starts what was asked for. Stateless. */
@FunctionalInterface
interface GatewayStarter {

    /** @throws BadInputException if it does not start for a reason that the user can mend */
    RunningGateway start(ServeOptions options) throws Exception;
}

package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.Identity;
import io.leasehold.gateway.internal.sql.StatementReader;

/**
 * What a session has from its opening to its end. Immutable.
 *
 * @param backend where its statements run
 * @param identity for whom
 * @param pinMode when it keeps a connection
 * @param reader reads its statements
 * @param address from where its client opened it
 */
public record SessionProfile(
        Backend backend, Identity identity, PinMode pinMode, StatementReader reader, String address) {}

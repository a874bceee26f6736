package io.leasehold.gateway.internal.backend;

import java.util.Optional;

/**
 * What a backend said of itself when it was started. Immutable.
 *
 * @param product its name and version
 * @param namespace where its login begins
 */
public record BackendFacts(String product, Optional<String> namespace) {}

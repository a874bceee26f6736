package io.leasehold.gateway.internal.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may read the metrics: whoever asks from this machine, and whoever presents the token that stands in a file. The file is read at
 * each request that presents one, so that a new token counts at once. Safe for any number of threads.
 */
final class MetricsAccess {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsAccess.class);
    private static final String SCHEME = "Bearer ";

    private final Supplier<String> metrics;
    private final Optional<Path> tokenFile;

    MetricsAccess(Supplier<String> metrics, Optional<Path> tokenFile) {
        this.metrics = metrics;
        this.tokenFile = tokenFile;
    }

    Answer answer(Asked asked) {
        if (asked.fromLoopback() || isToken(asked.header("Authorization").orElse(""))) {
            return new Answer(200, "text/plain;version=0.0.4;charset=utf-8", metrics.get(), Map.of());
        }
        return Answer.text(
                        401,
                        "From another machine the metrics want the token of the file that console.metricsToken"
                                + " names, as a bearer.")
                .with("WWW-Authenticate", "Bearer");
    }

    /** An empty file lets nobody in. */
    private boolean isToken(String authorization) {
        if (tokenFile.isEmpty() || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        try {
            String token = Files.readString(tokenFile.get())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            return !token.isEmpty()
                    && DrawnSecret.same(
                            token, authorization.substring(SCHEME.length()).strip());
        } catch (IOException e) {
            LOG.warn("the token for the metrics cannot be read: {}", e.toString());
            return false;
        }
    }
}

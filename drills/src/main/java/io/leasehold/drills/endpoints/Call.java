package io.leasehold.drills.endpoints;

import io.leasehold.drills.Errors;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one caller had. Immutable.
 *
 * @param error what was thrown, in one line, or null
 * @param took how long it took
 */
record Call(@Nullable String error, Duration took) {

    static Call of(Servers servers, Server server, long number, Duration hold) throws InterruptedException {
        long began = System.nanoTime();
        String error = null;
        try {
            long answer = servers.call(server, number, hold);
            error = answer == number ? null : "sent " + number + ", was answered " + answer;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            error = Errors.brief(e);
        }
        return new Call(error, Duration.ofNanos(System.nanoTime() - began));
    }
}

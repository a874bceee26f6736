package io.leasehold.lab.soak;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a soak showed. Immutable.
 *
 * @param grown the classes that grew most, where something grew
 * @param restless what did not come to rest, as it said itself
 * @param counts what was done, and how often
 * @param wrongs what happened that never should, and how often
 */
record SoakFound(
        List<Growth> growths,
        List<String> grown,
        List<String> restless,
        Map<String, Long> counts,
        Map<String, Long> wrongs,
        List<Reading> readings) {

    /** A sentence for each thing that is not as it must be. */
    List<String> missed() {
        Stream<String> growing = growths.stream()
                .filter(growth -> !growth.isWithin())
                .map(growth -> growth.what() + " grew by " + (growth.after() - growth.before()) + ", more than "
                        + growth.allowed());
        Stream<String> unrest = restless.stream().map(what -> "did not come to rest within a minute: " + what);
        Stream<String> wrong = wrongs.entrySet().stream().map(entry -> entry.getValue() + " times: " + entry.getKey());
        return Stream.of(growing, unrest, wrong).flatMap(each -> each).toList();
    }
}

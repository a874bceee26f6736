package io.leasehold.drills;

/**
 * What a drill is run on. Immutable.
 *
 * @param kind its name, for an outcome whose stage could not be opened
 * @param stages opens a stage with it anew
 */
public record Contestant<S extends Stage>(String kind, StageMaker<S> stages) {

    /** Opens a stage. Stateless. */
    @FunctionalInterface
    public interface StageMaker<S extends Stage> {

        /** @param evidence where everything is recorded */
        S open(Evidence evidence) throws Exception;
    }
}

package io.leasehold;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that were refused: all of them at once, each with what would be allowed. Nothing was repaired. */
public final class InvalidConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /**
     * @param subject whose settings these are, as the message's first words ("pool 'orders'")
     * @param violations at least one
     */
    public InvalidConfigException(String subject, List<Violation> violations) {
        super(violations.stream()
                .map(violation -> "\n  - " + violation)
                .collect(Collectors.joining("", subject + ": settings refused:", "")));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }

    /**
     * One refused setting.
     *
     * @param setting its name
     * @param value what was given, never a secret
     * @param allowed the allowed range, or what to do instead
     */
    public record Violation(String setting, String value, String allowed) {

        @Override
        public String toString() {
            return setting + " = " + value + ": " + allowed;
        }
    }
}

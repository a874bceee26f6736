package io.leasehold.gateway.internal.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users of a password file as it was at one time. Immutable. */
final class Users {

    /** Nobody. */
    static final Users NOBODY = new Users(Map.of());

    private final Map<String, PasswordEntry> byName;
    private final List<PasswordEntry> all;

    Users(Map<String, PasswordEntry> byName) {
        this.byName = Map.copyOf(byName);
        this.all = List.copyOf(byName.values());
    }

    Optional<PasswordEntry> called(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * An entry to hash against for a name that is not there: always the same for a number, and each as often as the others, so that
     * nobody can tell by the time a refusal takes whether a name is known. Empty if there is nobody at all.
     */
    Optional<PasswordEntry> standIn(int number) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(Math.floorMod(number, all.size())));
    }
}

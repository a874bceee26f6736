package io.leasehold.gateway.internal.auth;

import java.util.Optional;

/**
 * The accounts of a password file. Safe for any number of threads.
 *
 * <p>One hash is made for every login, whether the name is known or not: for a name that is not, against the line of somebody else,
 * and what comes of it is thrown away.
 */
final class FileAccounts implements Accounts {

    private final PasswordFile file;
    private final Seal seal;

    FileAccounts(PasswordFile file, Seal seal) {
        this.file = file;
        this.seal = seal;
    }

    @Override
    public Account of(String user) {
        Users users = file.users();
        Optional<PasswordEntry> entry = users.called(user);
        return new FileAccount(
                entry.or(() -> users.standIn(seal.number(user))),
                entry.isPresent(),
                users == Users.NOBODY ? file + " cannot be used" : "");
    }

    private record FileAccount(Optional<PasswordEntry> entry, boolean isKnown, String outage) implements Account {

        @Override
        public String version() {
            return isKnown ? entry.map(PasswordEntry::encoded).orElse("") : "";
        }

        @Override
        public boolean isRight(char[] password, String address) {
            boolean matches = entry.map(one -> one.matches(password)).orElse(false);
            return matches && isKnown;
        }

        @Override
        public String toString() {
            return "account";
        }
    }
}

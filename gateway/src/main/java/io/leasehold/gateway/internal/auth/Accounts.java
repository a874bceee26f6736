package io.leasehold.gateway.internal.auth;

/** Who has which password. Safe for any number of threads. */
interface Accounts {

    /** A user's account as it is now; also of a user that is not known, whose every password is wrong after the same time. */
    Account of(String user);

    /** One account. */
    interface Account {

        /** What changes whenever the password does: what was remembered of another is not remembered of this one. */
        String version();

        /** Why nobody at all can be verified now, for the operator; empty if they can. */
        default String outage() {
            return "";
        }

        /** Whether there is such a user, as far as that is known. */
        boolean isKnown();

        /**
         * Whether this is the password.
         *
         * @param password wiped by the caller
         * @throws Exception if it cannot be told now
         */
        boolean isRight(char[] password, String address) throws Exception;
    }
}

package io.leasehold.gateway.spi;

/**
 * Another way to log in than by the password file, such as a directory service. Found by {@link java.util.ServiceLoader}; a
 * listener whose setting {@code authentication} is its name uses it. It takes settings of its own from where it likes.
 *
 * <p>The gateway bounds how many logins are checked at once and how many may fail, and remembers those that were right for a few
 * minutes: a password that is withdrawn elsewhere may be taken for that long. Implementations must be safe for use by many threads.
 */
public interface Authenticator {

    /** As the setting has it: letters, digits and dashes, and neither {@code none} nor {@code password}. */
    String name();

    /**
     * Whether this is the user's password. May block; what bounds the waiting is the implementation's.
     *
     * @param user as the client gave it, not empty
     * @param password wiped after the call
     * @param address from where the client came
     * @return false for a wrong password and for a user that is not known, after the same time
     * @throws Exception if it cannot be told now: the login is refused and does not count as failed. Neither the text of the
     *     exception nor its causes are logged, since they may repeat what was given
     */
    boolean isRight(String user, char[] password, String address) throws Exception;
}

package io.leasehold.hbase.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.jspecify.annotations.Nullable;

/**
 * Who a connection is for, as a value. {@code UserGroupInformation.equals} compares Subjects by identity, so the thousand
 * objects a web server makes for one user would be a thousand users; a name alone would give a connection with one user's
 * tokens to another.
 *
 * @param name the full name, with the realm where there is one
 * @param authentication the method, such as SIMPLE, KERBEROS, TOKEN or PROXY
 * @param realUser on whose credentials a proxy user acts
 * @param tokens SHA-256 over the identifiers of the tokens, in hexadecimal, or "" without tokens
 */
public record Identity(
        String name, String authentication, @Nullable Identity realUser, String tokens) {

    /** Reads a user as he is now: tokens may be added to him later. */
    public static Identity of(UserGroupInformation user) {
        UserGroupInformation real = user.getRealUser();
        return new Identity(
                user.getUserName(),
                user.getAuthenticationMethod().name(),
                real == null ? null : of(real),
                digest(user));
    }

    /** Whose Subject holds the credentials: the real user's behind proxies. */
    static UserGroupInformation credentialsOf(UserGroupInformation user) {
        UserGroupInformation real = user.getRealUser();
        return real == null ? user : credentialsOf(real);
    }

    /** For what concerns the user whatever tokens he has. */
    Identity withoutTokens() {
        return new Identity(name, authentication, realUser == null ? null : realUser.withoutTokens(), "");
    }

    private static String digest(UserGroupInformation user) {
        List<byte[]> identifiers = user.getCredentials().getAllTokens().stream()
                .map(Token::getIdentifier)
                .sorted(Arrays::compare)
                .toList();
        if (identifiers.isEmpty()) {
            return "";
        }
        MessageDigest digest = sha256();
        for (byte[] identifier : identifiers) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, identifier.length));
            digest.update(identifier);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        String shown =
                name + " (" + authentication + (tokens.isEmpty() ? "" : ", tokens " + tokens.substring(0, 8)) + ")";
        return realUser == null ? shown : shown + " via " + realUser;
    }
}

package io.leasehold.gateway.internal.wire;

import io.leasehold.gateway.internal.auth.LoginRefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose a request is: by the password that it carries (Basic, RFC 7617), or by the cookie that an earlier one was given.
 * Stateless.
 */
final class HttpLogin {

    /** As Hive's drivers have it. */
    static final String COOKIE = "hive.server2.auth";

    private static final String BASIC = "basic ";
    private static final int LONGEST_NAME = 256;
    private static final long SECONDS_REMEMBERED = 300;

    private final ListenerParts parts;
    private final String path;

    HttpLogin(ListenerParts parts, String path) {
        this.parts = parts;
        this.path = path;
    }

    private record Password(String user, String password) {

        @Override
        public String toString() {
            return "password of " + user;
        }
    }

    /**
     * Whose it is, unverified and perhaps empty if the listener has no authentication. Where a password was verified the
     * response gets the cookie.
     *
     * @throws LoginRefusedException with a sentence for the client's user
     */
    String who(Request request, Response response, HttpSockets.Entry socket) throws LoginRefusedException {
        Optional<Password> given = password(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        if (parts.settings.authentication() == Authentication.NONE) {
            return given.map(Password::user).orElse("");
        }
        if (given.isPresent()) {
            verify(given.get(), socket);
            remember(given.get().user(), response);
            return given.get().user();
        }
        return remembered(request)
                .orElseThrow(() -> new LoginRefusedException("This server asks for a user and a password."));
    }

    private void verify(Password given, HttpSockets.Entry socket) throws LoginRefusedException {
        socket.verifying();
        try {
            parts.logins.verify(given.user(), given.password(), socket.address());
        } catch (LoginRefusedException e) {
            parts.tally.failedLogins.increment();
            throw e;
        } finally {
            socket.verified();
        }
    }

    /**
     * Written out, since Jetty puts a date of expiry beside the age: the HTTP client in Hive's driver cannot read it, takes no such
     * cookie, and says so in its user's log at every call.
     */
    private void remember(String user, Response response) {
        response.getHeaders()
                .add(
                        HttpHeader.SET_COOKIE,
                        COOKIE + "=" + parts.logins.remember(user) + "; Path=" + path + "; Max-Age="
                                + SECONDS_REMEMBERED + "; HttpOnly; SameSite=Strict"
                                + (parts.tls.isPresent() ? "; Secure" : ""));
    }

    private Optional<String> remembered(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie -> parts.logins.remembered(cookie.getValue()).stream())
                .findFirst();
    }

    /** UTF-8, which the answer that asks for a password names; what is none is ISO-8859-1, in which older clients write (RFC 7617). */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static Optional<Password> password(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String both = text(decoded);
            int colon = both.indexOf(':');
            return colon < 1 || colon > LONGEST_NAME
                    ? Optional.empty()
                    : Optional.of(new Password(both.substring(0, colon), both.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

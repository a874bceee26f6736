package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.sql.ClientDialect;
import io.leasehold.session.OnDisconnect;
import io.leasehold.session.SessionOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for as it opens a session: the configuration map that drivers fill from the parts of a url. Immutable.
 *
 * @param database of the url
 * @param proxyUser on whose behalf it wants to act, or empty
 * @param dialect how its text is to be read, if it says so
 * @param pinMode when a connection is to be kept, if it says so
 * @param options what becomes of the session without a client
 * @param statementTimeout of all its statements, zero for none
 * @param settings what it sets from the start
 */
record OpenRequest(
        String database,
        String proxyUser,
        Optional<ClientDialect> dialect,
        Optional<PinMode> pinMode,
        SessionOptions options,
        Duration statementTimeout,
        Map<String, String> settings) {

    private static final Pattern VARIABLE =
            Pattern.compile("(?:set:)?(?:hiveconf|hivevar|system|env|metaconf):(.+)|set:(.+)");
    /** Beyond any use, and far below what a clock of nanoseconds can count. */
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final Pattern TIME =
            Pattern.compile("\\s*([0-9]{1,12})\\s*(ms|msec|s|sec|m|min|h|d|days?|hours?|seconds?|minutes?)?\\s*");

    static OpenRequest read(@Nullable Map<String, String> configuration) throws ClientErrorException {
        Draft draft = new Draft();
        if (configuration != null) {
            for (Map.Entry<String, String> entry : configuration.entrySet()) {
                draft.take(entry.getKey(), entry.getValue() == null ? "" : entry.getValue());
            }
        }
        return draft.done();
    }

    private static final class Draft {

        private String database = "";
        private String proxyUser = "";
        private @Nullable ClientDialect dialect;
        private @Nullable PinMode pinMode;
        private SessionOptions options = SessionOptions.DEFAULT;
        private Duration statementTimeout = Duration.ZERO;
        private final Map<String, String> settings = new LinkedHashMap<>();

        void take(String key, String value) throws ClientErrorException {
            if (key.equals("use:database")) {
                database = value;
                return;
            }
            Matcher variable = VARIABLE.matcher(key);
            boolean isPrefixed = variable.matches();
            String name = !isPrefixed ? key : variable.group(1) != null ? variable.group(1) : variable.group(2);
            switch (name.toLowerCase(Locale.ROOT)) {
                case "hive.server2.proxy.user" -> proxyUser = value;
                case "hive.server2.close.session.on.disconnect" ->
                    options = options.onDisconnect(
                            Boolean.parseBoolean(value) ? OnDisconnect.endAtOnce() : OnDisconnect.keep());
                case "hive.server2.idle.session.timeout" -> options = options.idleTimeout(time(name, value, "ms"));
                case "idle_session_timeout" -> options = options.idleTimeout(time(name, value, "s"));
                case "hive.query.timeout.seconds", "query_timeout_s" -> statementTimeout = time(name, value, "s");
                case "leasehold.dialect" -> dialect = oneOf(ClientDialect.class, name, value);
                case "leasehold.pin.mode" -> pinMode = oneOf(PinMode.class, name, value);
                default -> settings.put(name, value);
            }
        }

        OpenRequest done() {
            return new OpenRequest(
                    database,
                    proxyUser,
                    Optional.ofNullable(dialect),
                    Optional.ofNullable(pinMode),
                    options,
                    statementTimeout,
                    Map.copyOf(settings));
        }

        private static <E extends Enum<E>> E oneOf(Class<E> type, String name, String value)
                throws ClientErrorException {
            for (E one : type.getEnumConstants()) {
                if (one.name().equalsIgnoreCase(value.strip())) {
                    return one;
                }
            }
            StringBuilder all = new StringBuilder();
            for (E one : type.getEnumConstants()) {
                all.append(all.length() == 0 ? "" : ", ").append(one.name().toLowerCase(Locale.ROOT));
            }
            throw new ClientErrorException("22023", name + " must be one of " + all);
        }

        private static Duration time(String name, String value, String unit) throws ClientErrorException {
            Matcher matcher = TIME.matcher(value.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new ClientErrorException("22023", name + " must be a time, such as 30s or 4h");
            }
            long number = Long.parseLong(matcher.group(1));
            String of = matcher.group(2) == null ? unit : matcher.group(2);
            Duration time = switch (of.startsWith("ms") ? 'x' : of.charAt(0)) {
                case 'x' -> Duration.ofMillis(number);
                case 's' -> Duration.ofSeconds(number);
                case 'm' -> Duration.ofMinutes(number);
                case 'h' -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (time.compareTo(LONGEST) > 0) {
                throw new ClientErrorException("22023", name + " must be at most " + LONGEST.toDays() + "d");
            }
            return time;
        }
    }
}

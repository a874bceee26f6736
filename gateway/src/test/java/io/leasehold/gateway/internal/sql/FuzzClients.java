package io.leasehold.gateway.internal.sql;

import io.leasehold.gateway.internal.sql.LiteralFuzz.Client;
import io.leasehold.gateway.internal.sql.LiteralFuzz.Sample;
import java.util.List;
import java.util.Optional;

/** Whoever writes strings into statements. */
final class FuzzClients {

    private static final List<ClientEscapes> ALL = List.of(ClientEscapes.values());

    private FuzzClients() {}

    /**
     * hive-jdbc, Kyuubi's driver and impyla by turns; what must come back is what Hive reads, and where the client's own escapes
     * are right, that is the string itself.
     */
    static Client drivers() {
        return (strings, kind) -> {
            String value = strings.next(kind);
            ClientEscapes client = strings.oneOf(ALL);
            String literal = client.literal(value);
            Optional<String> expected = HiveReference.value(literal);
            if (expected.isPresent()
                    && client.isFaithfulTo(value)
                    && !expected.get().equals(value)) {
                throw new AssertionError(client + " and the reference disagree about " + value);
            }
            return new Sample(kind, literal, expected);
        };
    }

    /** Somebody who writes Hive's strings by hand: either quote, anything between, and two side by side. */
    static Client byHand() {
        return (strings, kind) -> {
            String literal;
            do {
                String quote = strings.oneOf(List.of("'", "\""));
                literal = quote + strings.next(kind) + quote;
            } while (!HiveReference.isString(literal));
            return new Sample(kind, literal, HiveReference.value(literal));
        };
    }

    /** Somebody who doubles quotes, as the standard has it. Whatever has a backslash before a quote then must be refused. */
    static Client standard() {
        return (strings, kind) -> {
            String value = strings.next(kind);
            String literal = "'" + value.replace("'", "''") + "'";
            boolean refused = !HiveReference.isText(value) || literal.contains("\\'");
            return new Sample(kind, literal, refused ? Optional.empty() : Optional.of(value));
        };
    }
}

package io.leasehold.codegen;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class to be generated. Immutable.
 *
 * @param type the simple name of the java.sql interface, or of the stream of java.io, whose methods it has
 * @param base the class it extends, which has the fields, or null if it gets fields of its own
 * @param field the field that holds the driver's object
 * @param fence what the calls of the lease are called on
 * @param byHand the methods that are written by hand in a subclass, as {@code name} or {@code name/parameters}
 */
record Delegate(String type, @Nullable String base, String field, String fence, Set<String> byHand) {

    static final List<Delegate> ALL = List.of(
            new Delegate(
                    "Connection",
                    "FencedConnection",
                    "physical.connection()",
                    "",
                    Set.of(
                            "close",
                            "isClosed",
                            "isValid",
                            "abort",
                            "setClientInfo",
                            "commit",
                            "rollback/0",
                            "setAutoCommit")),
            new Delegate(
                    "Statement",
                    "FencedStatement",
                    "delegate",
                    "connection.",
                    Set.of("close", "isClosed", "cancel", "getConnection", "closeOnCompletion")),
            new Delegate("PreparedStatement", "StatementHandle", "prepared", "connection.", Set.of()),
            new Delegate("CallableStatement", "PreparedStatementHandle", "callable", "connection.", Set.of()),
            new Delegate(
                    "ResultSet",
                    "FencedResultSet",
                    "delegate",
                    "connection.",
                    Set.of("close", "isClosed", "getStatement")),
            plain("DatabaseMetaData", "getConnection"),
            plain("ResultSetMetaData"),
            plain("ParameterMetaData"),
            plain("Array"),
            plain("Blob"),
            plain("Clob"),
            plain("Ref"),
            plain("Struct"),
            plain("SQLXML", "getSource", "setResult"),
            plain("InputStream"),
            plain("Reader"),
            plain("OutputStream", "close"),
            plain("Writer", "close"));

    private static Delegate plain(String type, String... byHand) {
        return new Delegate(type, null, "delegate", "connection.", Set.of(byHand));
    }

    ClassName driverType() {
        return ClassName.get(isStream() ? "java.io" : "java.sql", type);
    }

    boolean isStream() {
        return Streams.contains(type);
    }

    String name() {
        return "Delegating" + type;
    }

    /** Whether the base already has a delegate, typed as a more general interface. */
    boolean narrowsBase() {
        return !field.equals("delegate") && !fence.isEmpty();
    }

    boolean isByHand(String method, int parameters) {
        return byHand.contains(method) || byHand.contains(method + "/" + parameters);
    }

    /** Whether the driver's object may be passed into the driver, which then must get its own. */
    boolean isPassedBack() {
        return switch (type) {
            case "Array", "Blob", "Clob", "Ref", "SQLXML", "Struct" -> true;
            default -> isStream();
        };
    }
}

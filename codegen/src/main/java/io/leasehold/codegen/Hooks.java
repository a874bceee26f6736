package io.leasehold.codegen;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the lease is told before a call: that it changes a property, runs a statement, or may begin a transaction. */
final class Hooks {

    private static final Map<String, String> PROPERTIES = Map.of(
            "setTransactionIsolation", "DIRTY_ISOLATION",
            "setReadOnly", "DIRTY_READ_ONLY",
            "setCatalog", "DIRTY_CATALOG",
            "setSchema", "DIRTY_SCHEMA",
            "setHoldability", "DIRTY_HOLDABILITY",
            "setNetworkTimeout", "DIRTY_NETWORK_TIMEOUT",
            "setTypeMap", "DIRTY_TYPE_MAP",
            "setShardingKey", "DIRTY_SHARDING_KEY",
            "setShardingKeyIfValid", "DIRTY_SHARDING_KEY");

    /** Moves of a cursor reach the server, even after the transaction it was opened in; reading a column does not. */
    private static final Set<String> MOVES = Set.of(
            "next",
            "previous",
            "first",
            "last",
            "absolute",
            "relative",
            "beforeFirst",
            "afterLast",
            "isLast",
            "isAfterLast",
            "moveToInsertRow",
            "insertRow",
            "deleteRow",
            "refreshRow");

    /**
     * Of a statement that was prepared, what some drivers ask the server for, in a transaction that they begin for it: PostgreSQL's
     * writes a large object as soon as it is given as a parameter, which may be by setObject().
     */
    private static final Set<String> REACH_THE_SERVER =
            Set.of("getMetaData", "getParameterMetaData", "setBlob", "setClob", "setNClob", "setObject");

    /** Of a connection, what reaches no server, or tells the lease by what it makes. */
    private static final Set<String> QUIET = Set.of(
            "createStatement",
            "prepareStatement",
            "prepareCall",
            "nativeSQL",
            "getAutoCommit",
            "getMetaData",
            "getWarnings",
            "clearWarnings",
            "getTypeMap",
            "getClientInfo",
            "beginRequest",
            "endRequest");

    private Hooks() {}

    static CodeBlock before(Delegate delegate, String method, List<String> parameters) {
        return switch (delegate.type()) {
            case "Connection" -> ofConnection(method);
            case "Statement", "PreparedStatement", "CallableStatement" -> ofStatement(method, parameters);
            case "ResultSet" -> movesOrChanges(method) ? touched(delegate) : CodeBlock.of("");
            default -> delegate.isStream() && !Streams.reachTheServer(method) ? CodeBlock.of("") : touched(delegate);
        };
    }

    /** For the first change of a result set some drivers ask the server for the table's key. */
    private static boolean movesOrChanges(String method) {
        return MOVES.contains(method) || method.startsWith("update");
    }

    private static CodeBlock ofConnection(String method) {
        String property = PROPERTIES.get(method);
        if (property != null) {
            return CodeBlock.of("changing($T.$N)", Names.PHYSICAL, property);
        }
        return QUIET.contains(method) ? CodeBlock.of("") : CodeBlock.of("touched()");
    }

    private static CodeBlock ofStatement(String method, List<String> parameters) {
        if (method.startsWith("execute")) {
            return CodeBlock.of("executing($L)", kind(parameters));
        }
        if (REACH_THE_SERVER.contains(method)) {
            return CodeBlock.of("connection.touched()");
        }
        if (method.equals("addBatch") && !parameters.isEmpty()) {
            return CodeBlock.of("batching($N)", parameters.get(0));
        }
        return CodeBlock.of("");
    }

    /** The kind of what a method of a statement executes; empty for one that executes nothing. */
    static CodeBlock executes(Delegate delegate, String method, List<String> parameters) {
        boolean executes = delegate.type().endsWith("Statement") && method.startsWith("execute");
        return executes ? kind(parameters) : CodeBlock.of("");
    }

    private static CodeBlock kind(List<String> parameters) {
        return parameters.isEmpty()
                ? CodeBlock.of("kind")
                : CodeBlock.of("$T.of($N)", Names.SQL_KIND, parameters.get(0));
    }

    private static CodeBlock touched(Delegate delegate) {
        return CodeBlock.of("$Ltouched()", delegate.fence());
    }
}

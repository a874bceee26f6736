package io.leasehold.codegen;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What comes out of the driver becomes a handle, and a handle that goes into the driver becomes the driver's own. */
final class Conversions {

    private static final Set<String> PASSED_IN = Set.of(
            "java.sql.Array",
            "java.sql.Blob",
            "java.sql.Clob",
            "java.sql.NClob",
            "java.sql.Ref",
            "java.sql.SQLXML",
            "java.sql.Struct",
            "java.io.InputStream",
            "java.io.Reader",
            "java.lang.Object");

    /** The methods of {@code Handles} for what is fenced but not ended with the lease. */
    private static final Map<String, String> FENCED = Map.ofEntries(
            Map.entry("java.sql.Array", "array"),
            Map.entry("java.sql.Blob", "blob"),
            Map.entry("java.sql.Clob", "clob"),
            Map.entry("java.sql.NClob", "nclob"),
            Map.entry("java.sql.Ref", "ref"),
            Map.entry("java.sql.SQLXML", "sqlxml"),
            Map.entry("java.sql.Struct", "struct"),
            Map.entry("java.sql.DatabaseMetaData", "metaData"),
            Map.entry("java.sql.ResultSetMetaData", "metaData"),
            Map.entry("java.sql.ParameterMetaData", "metaData"),
            Map.entry("java.io.InputStream", "input"),
            Map.entry("java.io.Reader", "reader"),
            Map.entry("java.io.OutputStream", "output"),
            Map.entry("java.io.Writer", "writer"));

    private Conversions() {}

    static CodeBlock argument(Delegate delegate, TypeMirror type, String name) {
        if (PASSED_IN.contains(type.toString())) {
            return CodeBlock.of("$T.of($L, $N)", Names.RAW, lease(delegate), name);
        }
        if (type.toString().equals("java.lang.Object[]")) {
            return CodeBlock.of("$T.ofAll($L, $N)", Names.RAW, lease(delegate), name);
        }
        return CodeBlock.of("$N", name);
    }

    static CodeBlock returning(Delegate delegate, ExecutableElement method, List<String> names, CodeBlock call) {
        TypeMirror type = method.getReturnType();
        String lease = lease(delegate);
        if (type.getKind() == TypeKind.TYPEVAR) {
            return CodeBlock.of("return $T.as($L, mark, $L, $N)", Names.HANDLES, lease, call, names.get(1));
        }
        if (type.toString().startsWith("java.util.Map<") || type.toString().equals("java.util.Properties")) {
            return CodeBlock.of("return $T.copy($L)", Names.HANDLES, call);
        }
        String fenced = FENCED.get(type.toString());
        if (fenced != null) {
            return CodeBlock.of("return $T.$N($L, $L)", Names.HANDLES, fenced, lease, call);
        }
        return switch (type.toString()) {
            case "java.sql.Statement" -> CodeBlock.of("return $T.statement($L, mark, $L)", Names.HANDLES, lease, call);
            case "java.sql.PreparedStatement" ->
                CodeBlock.of("return $T.prepared($L, mark, $L, $N)", Names.HANDLES, lease, call, names.get(0));
            case "java.sql.CallableStatement" ->
                CodeBlock.of("return $T.callable($L, mark, $L, $N)", Names.HANDLES, lease, call, names.get(0));
            case "java.sql.ResultSet" -> resultSet(delegate, lease, call);
            case "java.lang.Object[]" -> CodeBlock.of("return $T.elements($L, mark, $L)", Names.HANDLES, lease, call);
            case "java.lang.Object" -> CodeBlock.of("return $T.object($L, mark, $L)", Names.HANDLES, lease, call);
            default -> CodeBlock.of("return $L", call);
        };
    }

    private static CodeBlock resultSet(Delegate delegate, String lease, CodeBlock call) {
        return delegate.type().endsWith("Statement")
                ? CodeBlock.of("return results($L)", call)
                : CodeBlock.of("return $T.results($L, mark, $L)", Names.HANDLES, lease, call);
    }

    private static String lease(Delegate delegate) {
        return delegate.fence().isEmpty() ? "this" : "connection";
    }
}

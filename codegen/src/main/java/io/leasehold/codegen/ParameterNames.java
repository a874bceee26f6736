package io.leasehold.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** Names for parameters, which class files of the JDK do not keep: after their type, numbered where one comes again. */
final class ParameterNames {

    private static final Set<String> TAKE_SQL = Set.of("prepareStatement", "prepareCall", "nativeSQL", "addBatch");

    private ParameterNames() {}

    static List<String> of(ExecutableElement method) {
        List<String> names = new ArrayList<>();
        String methodName = method.getSimpleName().toString();
        boolean takesSql = methodName.startsWith("execute") || TAKE_SQL.contains(methodName);
        for (VariableElement parameter : method.getParameters()) {
            String base = names.isEmpty() && takesSql
                    ? "sql"
                    : base(parameter.asType().toString());
            String name = base;
            for (int i = 2; names.contains(name); i++) {
                name = base + i;
            }
            names.add(name);
        }
        return names;
    }

    private static String base(String type) {
        return switch (type) {
            case "int" -> "number";
            case "int[]" -> "numbers";
            case "long" -> "position";
            case "boolean" -> "on";
            case "byte[]" -> "bytes";
            case "java.lang.String" -> "text";
            case "java.lang.String[]" -> "texts";
            case "java.lang.Object[]" -> "values";
            case "java.io.InputStream", "java.io.Reader" -> "source";
            case "java.util.concurrent.Executor" -> "executor";
            case "java.util.Calendar" -> "calendar";
            default -> type.startsWith("java.lang.Class") ? "type" : type.startsWith("java.util.Map") ? "map" : "value";
        };
    }
}

package io.leasehold.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Writes one delegate: fields where it has its own, the constructor, and a method for each of the interface's. */
final class DelegateWriter {

    private static final Map<String, String> SUPERS =
            Map.of("PreparedStatement", "Statement", "CallableStatement", "PreparedStatement");

    private final Elements elements;
    private final Types types;

    DelegateWriter(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    JavaFile write(Delegate delegate) {
        TypeSpec.Builder type = TypeSpec.classBuilder(delegate.name())
                .addModifiers(Modifier.ABSTRACT)
                .addJavadoc(
                        "Passes every call of {@link $T} to the driver inside the lease. Generated.\n",
                        delegate.driverType());
        if (delegate.isStream()) {
            type.superclass(delegate.driverType());
        } else {
            type.addSuperinterface(delegate.driverType());
        }
        if (delegate.type().equals("Connection")) {
            // its handle is public, and would get a bridge for each method of a base that is not
            type.addModifiers(Modifier.PUBLIC);
        }
        Constructors.add(type, delegate);
        for (ExecutableElement method : methods(delegate).values()) {
            type.addMethod(method(delegate, method));
        }
        return JavaFile.builder(Names.PACKAGE, type.build())
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
    }

    private MethodSpec method(Delegate delegate, ExecutableElement method) {
        return new MethodWriter(delegate, method, types).write();
    }

    /** The methods that its base does not have and that are not written by hand, by signature. */
    private Map<String, ExecutableElement> methods(Delegate delegate) {
        Map<String, ExecutableElement> methods = declared(delegate);
        String inherited = SUPERS.get(delegate.type());
        while (inherited != null) {
            methods.keySet().removeAll(members(Names.sql(inherited)).keySet());
            inherited = SUPERS.get(inherited);
        }
        methods.values()
                .removeIf(m -> delegate.isByHand(
                        m.getSimpleName().toString(), m.getParameters().size()));
        return methods;
    }

    private Map<String, ExecutableElement> declared(Delegate delegate) {
        Map<String, ExecutableElement> methods = members(delegate.driverType());
        if (delegate.isStream()) {
            methods.keySet()
                    .removeIf(signature ->
                            !Streams.isFenced(delegate.type(), signature.substring(0, signature.indexOf(')') + 1)));
        }
        return methods;
    }

    /** What a type has beyond Object, by signature. */
    private Map<String, ExecutableElement> members(ClassName name) {
        TypeElement type = elements.getTypeElement(name.canonicalName());
        Map<String, ExecutableElement> methods = new LinkedHashMap<>();
        for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
            TypeElement owner = (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
            boolean ofInterface = !owner.getQualifiedName().contentEquals("java.lang.Object");
            if (ofInterface && !method.getModifiers().contains(Modifier.STATIC)) {
                methods.putIfAbsent(
                        method.getSimpleName() + types.erasure(method.asType()).toString(), method);
            }
        }
        return methods;
    }
}

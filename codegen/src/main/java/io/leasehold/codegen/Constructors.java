package io.leasehold.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes what a delegate is made of: its superclass, fields and constructor. */
final class Constructors {
    private static final AnnotationSpec NULLABLE = AnnotationSpec.builder(
                    ClassName.get("org.jspecify.annotations", "Nullable"))
            .build();

    private Constructors() {}

    static void add(TypeSpec.Builder type, Delegate delegate) {
        if (delegate.type().equals("Connection")) {
            connection(type);
        } else if (delegate.base() == null) {
            ownFields(type, delegate);
        } else {
            inheritedFields(type, delegate);
        }
    }

    private static void connection(TypeSpec.Builder type) {
        type.superclass(Names.FENCED)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(Names.PHYSICAL, "physical")
                        .addParameter(
                                ParameterizedTypeName.get(ClassName.get("io.leasehold.spi", "Grant"), Names.PHYSICAL),
                                "grant")
                        .addStatement("super(physical, grant)")
                        .build());
    }

    private static void ownFields(TypeSpec.Builder type, Delegate delegate) {
        ClassName driver = delegate.driverType();
        type.addField(Names.FENCED, "connection", Modifier.FINAL)
                .addField(driver, "delegate", Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(Names.FENCED, "connection")
                        .addParameter(driver, "delegate")
                        .addStatement("this.connection = connection")
                        .addStatement("this.delegate = delegate")
                        .build());
        if (delegate.isPassedBack()) {
            type.addSuperinterface(Names.DRIVER_OBJECT)
                    .addMethod(getter("lease", Names.FENCED, "connection"))
                    .addMethod(getter("raw", ClassName.OBJECT, "delegate"));
        }
    }

    private static MethodSpec getter(String name, ClassName type, String field) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .returns(type)
                .addStatement("return $N", field)
                .build();
    }

    private static void inheritedFields(TypeSpec.Builder type, Delegate delegate) {
        type.superclass(Names.ours(Objects.requireNonNull(delegate.base())));
        ClassName driver = delegate.driverType();
        String parameter = delegate.narrowsBase() ? delegate.field() : "delegate";
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addParameter(Names.FENCED, "connection")
                .addParameter(driver, parameter);
        if (delegate.type().endsWith("Statement")) {
            constructor.addParameter(int.class, "kind").addStatement("super(connection, $N, kind)", parameter);
        } else {
            constructor
                    .addParameter(Names.ours("StatementHandle").annotated(NULLABLE), "statement")
                    .addStatement("super(connection, $N, statement)", parameter);
        }
        if (delegate.narrowsBase()) {
            type.addField(driver, delegate.field(), Modifier.FINAL);
            constructor.addStatement("this.$1N = $1N", delegate.field());
        }
        type.addMethod(constructor.build());
    }
}

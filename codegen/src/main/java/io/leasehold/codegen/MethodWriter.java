package io.leasehold.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Writes one method: enter the lease or be refused, call the driver, tell the lease of an error, leave. */
final class MethodWriter {

    private final Delegate delegate;
    private final ExecutableElement method;
    private final Types types;
    private final String name;
    private final List<String> parameters;

    MethodWriter(Delegate delegate, ExecutableElement method, Types types) {
        this.delegate = delegate;
        this.method = method;
        this.types = types;
        this.name = method.getSimpleName().toString();
        this.parameters = ParameterNames.of(method);
    }

    MethodSpec write() {
        MethodSpec.Builder spec = signature();
        if (name.equals("unwrap") || name.equals("isWrapperFor")) {
            String lease = delegate.fence().isEmpty() ? "this" : "connection";
            return spec.addStatement(
                            "return $T.$N(this, $L, $L, $N)",
                            Names.RAW,
                            name,
                            lease,
                            delegate.field(),
                            parameters.get(0))
                    .build();
        }
        String fence = delegate.fence();
        spec.addStatement("int mark = $LenterCall()", fence)
                .beginControlFlow("if (mark == $T.LEASE_OVER)", Names.FENCED)
                .addStatement(whenEnded())
                .endControlFlow()
                .beginControlFlow("try");
        CodeBlock hook = Hooks.before(delegate, name, parameters);
        if (!hook.isEmpty()) {
            spec.addStatement(hook);
        }
        spec.addStatement(returnsNothing() ? call() : Conversions.returning(delegate, method, parameters, call()));
        if (throwsOf("SQLException")) {
            spec.nextControlFlow("catch ($T | RuntimeException | Error e)", Names.sql("SQLException"))
                    .addStatement(failed());
        } else if (throwsOf("IOException")) {
            spec.nextControlFlow("catch ($T | RuntimeException | Error e)", IOException.class)
                    .addStatement("throw $LstreamFailed(e)", fence);
        } else {
            spec.nextControlFlow("catch (RuntimeException | Error e)")
                    .addStatement("throw $LcallFailedUnchecked(e)", fence);
        }
        return spec.nextControlFlow("finally")
                .addStatement("$LleaveCall(mark)", fence)
                .addStatement("$T.reachabilityFence(this)", Reference.class)
                .endControlFlow()
                .build();
    }

    /** An execution may have committed, which depends on what it ran. */
    private CodeBlock failed() {
        CodeBlock kind = Hooks.executes(delegate, name, parameters);
        return kind.isEmpty()
                ? CodeBlock.of("throw $LcallFailed(e)", delegate.fence())
                : CodeBlock.of("throw executionFailed($L, e)", kind);
    }

    private MethodSpec.Builder signature() {
        MethodSpec.Builder spec = MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.get(method.getReturnType()));
        if (method.getAnnotation(Deprecated.class) != null) {
            spec.addAnnotation(Deprecated.class);
        }
        for (TypeParameterElement variable : method.getTypeParameters()) {
            spec.addTypeVariable(TypeVariableName.get(variable));
        }
        for (int i = 0; i < parameters.size(); i++) {
            TypeMirror type = method.getParameters().get(i).asType();
            spec.addParameter(
                    ParameterSpec.builder(TypeName.get(type), parameters.get(i)).build());
        }
        for (TypeMirror thrown : method.getThrownTypes()) {
            spec.addException(TypeName.get(thrown));
        }
        return spec.varargs(method.isVarArgs());
    }

    private CodeBlock whenEnded() {
        if (name.equals("free") || delegate.isStream() && returnsNothing() && !mustTell()) {
            return CodeBlock.of("return");
        }
        if (throwsOf("SQLException")) {
            return CodeBlock.of("throw $LendedError()", delegate.fence());
        }
        if (throwsOf("IOException")) {
            return CodeBlock.of("throw $LendedStream()", delegate.fence());
        }
        return delegate.isStream()
                ? CodeBlock.of("return false")
                : CodeBlock.of("throw $LendedUnchecked()", delegate.fence());
    }

    /** Of a stream: closing one that is read loses nothing, and a mark that was not set is told by the reset. */
    private boolean mustTell() {
        return throwsOf("IOException") && !name.equals("close");
    }

    private boolean returnsNothing() {
        return method.getReturnType().getKind() == TypeKind.VOID;
    }

    private boolean throwsOf(String exception) {
        return method.getThrownTypes().stream()
                .anyMatch(t -> types.asElement(t).getSimpleName().contentEquals(exception));
    }

    private CodeBlock call() {
        CodeBlock.Builder arguments = CodeBlock.builder();
        for (int i = 0; i < parameters.size(); i++) {
            arguments
                    .add(i == 0 ? "" : ", ")
                    .add(Conversions.argument(
                            delegate, method.getParameters().get(i).asType(), parameters.get(i)));
        }
        return CodeBlock.of("$L.$N($L)", delegate.field(), name, arguments.build());
    }
}

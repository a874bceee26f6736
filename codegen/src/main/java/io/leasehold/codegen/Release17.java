package io.leasehold.codegen;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The JDK's classes as they were in Java 17, seen through the compiler: newer JDKs have more methods. */
final class Release17 {

    private Release17() {}

    static void look(BiConsumer<Elements, Types> onlooker) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("the build needs a JDK, not a JRE: set JAVA_HOME to one");
        }
        JavaCompiler.CompilationTask task = compiler.getTask(
                null, null, null, List.of("--release", "17", "-proc:only"), List.of("java.sql.Connection"), null);
        task.setProcessors(List.of(new Onlooking(onlooker)));
        if (!task.call()) {
            throw new IllegalStateException("the compiler could not show the classes of Java 17");
        }
    }

    @SupportedAnnotationTypes("*")
    private static final class Onlooking extends AbstractProcessor {

        private final BiConsumer<Elements, Types> onlooker;

        Onlooking(BiConsumer<Elements, Types> onlooker) {
            this.onlooker = onlooker;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!round.processingOver()) {
                onlooker.accept(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
            }
            return false;
        }
    }
}

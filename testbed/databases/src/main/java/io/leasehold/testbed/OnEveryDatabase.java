package io.leasehold.testbed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test method once per kind of database that this machine can run; the method's parameter is the shared
 * {@link TestDatabase}. {@code -Dleasehold.databases=H2,POSTGRESQL} narrows the kinds for a quick run. Where none is left, the
 * method does not run, and nothing fails.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}", autoCloseArguments = false, allowZeroInvocations = true)
@ArgumentsSource(DatabaseArguments.class)
public @interface OnEveryDatabase {

    /** The kinds to run on; empty for all. */
    DatabaseKind[] only() default {};

    /** Kinds that cannot do what the test needs. */
    DatabaseKind[] except() default {};
}

package io.leasehold.gateway.internal.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The range of a setting that is a number, a size or a time, as the file would have it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Allowed {
    String least();

    String most();

    /** What zero means, where it is allowed beside the range. */
    String zero() default "";
}

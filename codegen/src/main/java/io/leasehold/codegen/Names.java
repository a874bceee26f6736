package io.leasehold.codegen;

import com.palantir.javapoet.ClassName;

/** The names that generated code uses. */
final class Names {

    static final String PACKAGE = "io.leasehold.jdbc.internal";
    static final ClassName FENCED = ClassName.get(PACKAGE, "FencedConnection");
    static final ClassName HANDLES = ClassName.get(PACKAGE, "Handles");
    static final ClassName RAW = ClassName.get(PACKAGE, "Raw");
    static final ClassName DRIVER_OBJECT = ClassName.get(PACKAGE, "DriverObject");
    static final ClassName PHYSICAL = ClassName.get(PACKAGE, "PhysicalConnection");
    static final ClassName SQL_KIND = ClassName.get(PACKAGE, "SqlKind");

    private Names() {}

    static ClassName ours(String simpleName) {
        return ClassName.get(PACKAGE, simpleName);
    }

    static ClassName sql(String simpleName) {
        return ClassName.get("java.sql", simpleName);
    }
}

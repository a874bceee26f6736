package io.leasehold.hbase;

/**
 * HBase's jars share packages among each other, so they cannot be on the module path; a module that uses them reads the class path.
 * Does nothing where this is on the class path itself.
 */
final class ClassPath {
    private ClassPath() {}

    static void read() {
        ClassPath.class.getModule().addReads(ClassPath.class.getClassLoader().getUnnamedModule());
    }
}

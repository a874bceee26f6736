package io.leasehold.drills.hbase;

import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads HBase's client with its hundred jars apart from the program's own libraries, of which it shares Leasehold's core, the drills
 * and SLF4J: so the drill's code, its threads and its log are the same on any service. Safe for use by many threads.
 */
final class ApartLoader extends URLClassLoader {

    ApartLoader(List<Path> classPath) {
        super(classPath.stream().map(ApartLoader::url).toArray(URL[]::new), new Shared());
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sees the JDK, and of the program what is shared. */
    private static final class Shared extends ClassLoader {

        private static final ClassLoader PROGRAM = ApartLoader.class.getClassLoader();

        Shared() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            boolean ours = name.startsWith("io.leasehold.") && !name.startsWith("io.leasehold.hbase");
            if (ours || name.startsWith("org.slf4j.")) {
                return PROGRAM.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}

package io.leasehold.lab.chaos;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's own classes and resources on a class path: its folders, and the jars that bear its name. Pure functions of files. */
final class OwnClasses {
    private static final String OURS = "leasehold-";

    /** What a build writes of itself, and not of what it has built. */
    private static final List<String> OF_THE_BUILD = List.of("META-INF/MANIFEST.MF", "META-INF/maven/");

    private OwnClasses() {}

    /** The same for the same classes in the same order, wherever they are and however and whenever they were packed. */
    static String digest(String classPath) throws IOException {
        MessageDigest digest = sha256();
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            for (Map.Entry<String, byte[]> each : contents(entry).entrySet()) {
                add(digest, each.getKey().getBytes(StandardCharsets.UTF_8));
                add(digest, each.getValue());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static SortedMap<String, byte[]> contents(String entry) throws IOException {
        Path path = Path.of(entry);
        if (!entry.isEmpty() && Files.isDirectory(path)) {
            return ofFolder(path);
        }
        String name = String.valueOf(path.getFileName());
        boolean isOwnJar = name.startsWith(OURS) && name.endsWith(".jar") && Files.isRegularFile(path);
        return isOwnJar ? ofJar(path) : new TreeMap<>();
    }

    private static SortedMap<String, byte[]> ofFolder(Path folder) throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                if (counts(name)) {
                    contents.put(name, Files.readAllBytes(file));
                }
            }
        }
        return contents;
    }

    private static SortedMap<String, byte[]> ofJar(Path file) throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory() && counts(entry.getName())) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        contents.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return contents;
    }

    private static boolean counts(String name) {
        return OF_THE_BUILD.stream().noneMatch(name::startsWith);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}

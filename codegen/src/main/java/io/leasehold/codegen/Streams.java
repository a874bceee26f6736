package io.leasehold.codegen;

import java.util.Map;
import java.util.Set;

/** The streams of java.io that reach into a connection: classes, of whose methods some are built on others. */
final class Streams {

    /** The methods that the others are built on. */
    private static final Map<String, Set<String>> METHODS = Map.of(
            "InputStream",
            Set.of(
                    "read()",
                    "read(byte[],int,int)",
                    "skip(long)",
                    "available()",
                    "mark(int)",
                    "reset()",
                    "markSupported()",
                    "close()"),
            "Reader",
            Set.of(
                    "read()",
                    "read(char[],int,int)",
                    "skip(long)",
                    "ready()",
                    "mark(int)",
                    "reset()",
                    "markSupported()",
                    "close()"),
            "OutputStream",
            Set.of("write(int)", "write(byte[],int,int)", "flush()"),
            "Writer",
            Set.of("write(int)", "write(char[],int,int)", "write(java.lang.String,int,int)", "flush()"));

    private static final Set<String> REACH_THE_SERVER = Set.of("read", "skip", "write", "flush");

    private Streams() {}

    static boolean contains(String type) {
        return METHODS.containsKey(type);
    }

    /** Whether a method of one, written as {@code name(type,type)}, is to be fenced; the others come to one that is. */
    static boolean isFenced(String type, String signature) {
        return METHODS.getOrDefault(type, Set.of()).contains(signature);
    }

    static boolean reachTheServer(String method) {
        return REACH_THE_SERVER.contains(method);
    }
}

package io.leasehold.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where in the code leases are acquired. Reading a stack costs a microsecond and more, so it is done for one acquire in so
 * many, and, once a site was reported, for every one. Safe for any thread.
 */
public final class Sites {

    /** Deep enough to reach the application through a framework or two. */
    private static final int MOST_FRAMES = 24;

    /** One in N by the generation in a place's word: no counter that threads would share. */
    private final long mask;

    private final boolean samples;
    private final Set<String> ownPackages;
    private volatile boolean eager;

    public Sites(int oneIn, Object factory) {
        this.samples = oneIn > 0;
        this.mask = Math.max(0, oneIn - 1L) * PlaceWord.ONE_GENERATION;
        this.ownPackages = ownPackages(factory.getClass().getPackageName());
    }

    boolean isSampled(long token) {
        return samples && (token & mask) == 0;
    }

    public boolean isEager() {
        return eager;
    }

    public void becomeEager() {
        eager = true;
    }

    /** The frames above the engine and its adapter, innermost first. */
    public List<StackTraceElement> here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(frame -> ownPackages.contains(packageOf(frame.getClassName())))
                        .limit(MOST_FRAMES)
                        .map(StackWalker.StackFrame::toStackTraceElement)
                        .collect(Collectors.toList()));
    }

    private static Set<String> ownPackages(String factoryPackage) {
        String adapter = factoryPackage.endsWith(".internal")
                ? factoryPackage.substring(0, factoryPackage.length() - ".internal".length())
                : factoryPackage;
        return Stream.of(
                        "io.leasehold",
                        "io.leasehold.spi",
                        "io.leasehold.internal",
                        "io.leasehold.internal.shared",
                        adapter,
                        factoryPackage)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }
}

package io.leasehold.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in the code leases are acquired. Reading a stack costs a microsecond and more, so it is done for one acquire in so
 * many, and, once a site was reported, for every one. Safe for any thread.
 *
 * <p>The count is the generation of a place, so that the first lease of every resource is one of those. In a group of ten thousand
 * endpoints each resource is young, and reading the stack would be a good part of what an endpoint costs: there first leases have a count
 * of their own.
 */
public final class Sites {

    /** Deep enough to reach the application through a framework or two. */
    private static final int MOST_FRAMES = 24;

    /** Told how deep it will look, it reads all of it in one piece. */
    private static final StackWalker WALKER = StackWalker.getInstance(Set.of(), MOST_FRAMES + 8);

    /** As many first leases of a group as surely show every place in the code that uses it. */
    private static final int FIRST_ONES = 256;

    /** One in N by the generation in a place's word: no counter that threads would share. */
    private final long mask;

    private final boolean samples;
    private final Set<String> ownPackages;

    /** Counts the first leases of a group's resources; null for a pool on its own, whose resources are few. */
    private final @Nullable AtomicLong firsts;

    private volatile boolean eager;

    public Sites(int oneIn, Object factory) {
        this(oneIn, ownPackages(factory.getClass().getPackageName()), null);
    }

    private Sites(int oneIn, Set<String> ownPackages, @Nullable AtomicLong firsts) {
        this.samples = oneIn > 0;
        this.mask = Math.max(0, oneIn - 1L) * PlaceWord.ONE_GENERATION;
        this.ownPackages = ownPackages;
        this.firsts = firsts;
    }

    /** For the pools of a group, each its own; of all their first leases the first {@value #FIRST_ONES} are read, then one in so many. */
    static Supplier<Sites> ofGroup(int oneIn, Object factory) {
        Set<String> own = ownPackages(factory.getClass().getPackageName());
        AtomicLong firsts = new AtomicLong();
        return () -> new Sites(oneIn, own, firsts);
    }

    /** Whether the lease may be one whose site is to be read: on the short path, and so by its token alone. */
    boolean isSampled(long token) {
        return samples && (token & mask) == 0;
    }

    /** Whether the site of a lease that {@link #isSampled} is read; once for each lease, since it counts. */
    boolean isRead(long token) {
        return isSampled(token) && (firsts == null || PlaceWord.generation(token) != 0 || isReadFirst(firsts));
    }

    private boolean isReadFirst(AtomicLong counted) {
        long before = counted.getAndIncrement();
        return before < FIRST_ONES || (before * PlaceWord.ONE_GENERATION & mask) == 0;
    }

    public boolean isEager() {
        return eager;
    }

    public void becomeEager() {
        eager = true;
    }

    /** The frames above the engine and its adapter, innermost first. */
    public List<StackTraceElement> here() {
        return WALKER.walk(frames -> above(frames.iterator()));
    }

    private List<StackTraceElement> above(Iterator<StackWalker.StackFrame> frames) {
        List<StackTraceElement> site = new ArrayList<>(MOST_FRAMES);
        while (site.size() < MOST_FRAMES && frames.hasNext()) {
            StackWalker.StackFrame frame = frames.next();
            if (!site.isEmpty() || !ownPackages.contains(packageOf(frame.getClassName()))) {
                site.add(frame.toStackTraceElement());
            }
        }
        return site;
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
                        adapter + ".internal",
                        factoryPackage)
                .distinct()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}

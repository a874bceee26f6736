package io.leasehold.internal;

import io.leasehold.HolderSnapshot;
import io.leasehold.OpenFailure;
import io.leasehold.PoolSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the message of a refusal, a sentence a part. For one thread. */
public final class SceneText {

    /** The longest holder, and at most three more. */
    private static final int HOLDERS = 4;

    /** Frames of these tell nothing of whose code it is. */
    private static final List<String> FRAMEWORKS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.apache.ibatis.",
            "org.mybatis.",
            "org.springframework.",
            "org.hibernate.",
            "org.postgresql.",
            "org.mariadb.",
            "com.mysql.",
            "org.h2.",
            "org.hsqldb.",
            "com.zaxxer.");

    private final StringBuilder text;

    public SceneText(String what) {
        text = new StringBuilder(what);
    }

    SceneText counts(PoolSnapshot now) {
        text.append("; ")
                .append(now.leased())
                .append(" of ")
                .append(now.maximum())
                .append(" leased, ");
        text.append(now.idle()).append(" idle, ").append(now.opening()).append(" opening");
        counted(now.checking(), " being checked");
        counted(now.closing(), " closing");
        text.append(", ").append(now.waiting()).append(" waiting");
        if (now.ceiling() < now.maximum()) {
            text.append("; the server has no room: at most ")
                    .append(now.ceiling())
                    .append(" for now");
        }
        if (now.state() != PoolSnapshot.State.OPEN) {
            text.append("; the pool is ").append(now.state().name().toLowerCase(Locale.ROOT));
        }
        return this;
    }

    private void counted(int count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(what);
        }
    }

    public SceneText openFailure(@Nullable OpenFailure failure, Function<Throwable, String> textOf) {
        if (failure != null) {
            text.append(". Last open failed ")
                    .append(Scene.words(failure.age().toNanos()))
                    .append(" ago");
            if (failure.count() > 1) {
                text.append(", ").append(failure.count()).append(" in a row");
            }
            text.append(": ").append(textOf.apply(failure.cause()));
        }
        return this;
    }

    public SceneText lost(int lost) {
        if (lost > 0) {
            text.append(". ").append(lost).append(" lost: given up while they hang in the driver");
        }
        return this;
    }

    SceneText holders(
            List<HolderSnapshot> longestFirst, Function<HolderSnapshot, @Nullable StackTraceElement> current) {
        for (int i = 0; i < Math.min(HOLDERS, longestFirst.size()); i++) {
            HolderSnapshot holder = longestFirst.get(i);
            text.append(i == 0 ? ". Held longest: " : "; then ").append(words(holder));
            StackTraceElement now = i == 0 ? current.apply(holder) : null;
            if (now != null) {
                text.append(", now at ").append(now);
            }
        }
        if (longestFirst.size() > HOLDERS) {
            text.append("; and ").append(longestFirst.size() - HOLDERS).append(" more");
        }
        return this;
    }

    /** @param inGroup how many the thread holds in the pool's whole group; 0 if it is in none */
    public SceneText selfHeld(int held, int inGroup) {
        if (inGroup > held) {
            text.append(". This thread holds ")
                    .append(inGroup)
                    .append(inGroup == 1 ? " lease" : " leases")
                    .append(" of this group itself, on other endpoints too: it may be waiting for itself");
        } else if (held > 0) {
            text.append(". This thread holds ")
                    .append(held)
                    .append(held == 1 ? " lease" : " leases")
                    .append(" of this pool itself: it may be waiting for itself");
        }
        return this;
    }

    public static String words(HolderSnapshot holder) {
        StackTraceElement site = tellingFrame(holder.site());
        return "thread " + holder.thread() + " for " + Scene.words(holder.held().toNanos())
                + (site == null ? "" : ", acquired at " + site);
    }

    /** The innermost frame that is not a framework's, or else the innermost. */
    public static @Nullable StackTraceElement tellingFrame(List<StackTraceElement> frames) {
        for (StackTraceElement frame : frames) {
            if (FRAMEWORKS.stream().noneMatch(frame.getClassName()::startsWith)) {
                return frame;
            }
        }
        return frames.isEmpty() ? null : frames.get(0);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

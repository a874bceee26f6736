package io.leasehold.lab.storm;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A resource that knows who has it and who is inside it. Thread-safe, so that it sees what must not be. */
final class StormResource {
    final AtomicReference<@Nullable StormHandle> holder = new AtomicReference<>();
    final AtomicInteger inside = new AtomicInteger();
    final AtomicBoolean closed = new AtomicBoolean();
}

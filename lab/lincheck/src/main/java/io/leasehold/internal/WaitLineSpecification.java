package io.leasehold.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** What {@link WaitLineLaw}'s moves mean when one happens at a time: first in, first out, and nobody is passed over. */
public class WaitLineSpecification {
    private static final int MAXIMUM = 2;

    private final Deque<Integer> line = new ArrayDeque<>();
    private final Map<Integer, Long> granted = new HashMap<>();

    public boolean enter(int thread) {
        boolean isIn = line.contains(thread) || granted.containsKey(thread);
        if (isIn || line.size() == MAXIMUM) {
            return false;
        }
        return line.add(thread);
    }

    public long leave(int thread) {
        if (line.remove(thread)) {
            return 0;
        }
        Long place = granted.remove(thread);
        return place == null ? -1 : place;
    }

    public boolean handOver(int thread) {
        Integer first = line.poll();
        if (first == null) {
            return false;
        }
        granted.put(first, thread + 1L);
        return true;
    }

    public void signal() {}
}

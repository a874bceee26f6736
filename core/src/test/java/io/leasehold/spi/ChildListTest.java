package io.leasehold.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChildListTest {

    private ChildList list = new ChildList();

    @Test
    void childrenComeOutNewestFirst() {
        List<LeaseChild> made = added(3);

        assertThat(list.takeAll()).containsExactly(made.get(2), made.get(1), made.get(0));
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void aRenewedListKeepsItsChildrenAndTheirOrder() {
        for (int i = 0; i < 1_024; i++) {
            list.add(child());
        }
        ChildList before = list;
        Deque<LeaseChild> open = new ArrayDeque<>(list.now(Integer.MAX_VALUE));

        list = list.renewed();

        assertThat(list).isNotSameAs(before);
        assertThat(list.now(Integer.MAX_VALUE)).containsExactlyElementsOf(open);
    }

    @Test
    void aListIsRenewedWhileItsOldChildrenStayOpen() {
        LeaseChild kept = added(1).get(0);
        ChildList first = list;

        for (int i = 0; i < 10_000; i++) {
            LeaseChild next = added(1).get(0);
            list.remove(next);
        }

        assertThat(list).isNotSameAs(first);
        assertThat(list.takeAll()).containsExactly(kept);
    }

    @Test
    void aYoungListIsNotRenewed() {
        added(10);

        assertThat(list.renewed()).isSameAs(list);
    }

    @Test
    void removingInAnyOrderLeavesTheRestInOrder() {
        Random random = new Random(7);
        List<LeaseChild> open = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (open.isEmpty() || random.nextInt(3) > 0) {
                open.add(added(1).get(0));
            } else {
                list.remove(open.remove(random.nextInt(open.size())));
            }
        }
        List<LeaseChild> newestFirst = new ArrayList<>(open);
        Collections.reverse(newestFirst);

        assertThat(list.now(Integer.MAX_VALUE)).containsExactlyElementsOf(newestFirst);
    }

    @Test
    void removingTwiceDoesNothing() {
        List<LeaseChild> made = added(3);

        list.remove(made.get(1));
        list.remove(made.get(1));
        list.remove(made.get(2));
        list.remove(made.get(2));

        assertThat(list.takeAll()).containsExactly(made.get(0));
    }

    @Test
    void aRemovedChildHoldsNoNeighbour() {
        List<LeaseChild> made = added(3);

        list.remove(made.get(1));

        assertThat(made.get(1).older).isNull();
        assertThat(made.get(1).newer).isNull();
    }

    @Test
    void whatAnotherThreadHasRemovedIsNotEnded() {
        List<LeaseChild> made = added(2);
        made.get(0).removed = true;

        assertThat(list.takeAll()).containsExactly(made.get(1));
    }

    @Test
    void noMoreAreToldThanAsked() {
        added(100);

        assertThat(list.now(64)).hasSize(64);
    }

    private List<LeaseChild> added(int count) {
        List<LeaseChild> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LeaseChild child = child();
            list = list.renewed();
            list.add(child);
            made.add(child);
        }
        return made;
    }

    private static LeaseChild child() {
        return new LeaseChild() {
            @Override
            protected void endWithLease() {}
        };
    }
}

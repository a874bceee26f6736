package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.HandlePool;
import io.leasehold.spi.LeaseChild;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class P7ChildrenTest {

    private final Stage stage = new Stage();
    private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void endingALeaseEndsWhatWasMadeFromItNewestFirst() {
        ScriptedHandle handle = stage.acquire(stage.handlePool(1));
        handle.make(child("statement"));
        handle.make(child("result"));
        handle.close();
        assertThat(ended).containsExactly("result", "statement");
    }

    @Test
    void aChildThatFailsToEndKeepsNoOtherFromItsEndAndDestroysTheResource() {
        ScriptedHandle handle = stage.acquire(stage.handlePool(1));
        handle.make(child("oldest"));
        handle.make(new LeaseChild() {
            @Override
            protected void endWithLease() throws Exception {
                throw new IOException("torn");
            }
        });
        handle.make(child("newest"));
        handle.close();
        stage.runner.settle();
        assertThat(ended).containsExactly("newest", "oldest");
        assertThat(handle.behind().isClosed()).isTrue();
    }

    @Test
    void childrenMadeByOtherThreadsAreEndedToo() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        handle.make(child("own"));
        Stage.start(() -> {
                    handle.make(child("foreign"));
                    return null;
                })
                .get();
        handle.close();
        assertThat(ended).containsExactlyInAnyOrder("own", "foreign");
    }

    @Test
    void aChildThatWasEndedByItselfIsLetGoOf() {
        ScriptedHandle handle = stage.acquire(stage.handlePool(1));
        LeaseChild first = child("first");
        LeaseChild middle = child("middle");
        LeaseChild last = child("last");
        handle.make(first);
        handle.make(middle);
        handle.make(last);
        handle.unmake(middle);
        handle.unmake(middle);
        handle.unmake(last);
        handle.make(child("new"));
        handle.close();
        assertThat(ended).containsExactly("new", "first");
    }

    @Test
    void aChildOfTheOwnerThatAnotherThreadEndedIsNotEndedTwice() throws Exception {
        ScriptedHandle handle = stage.acquire(stage.handlePool(1));
        LeaseChild child = child("own");
        handle.make(child);
        Stage.start(() -> {
                    handle.unmake(child);
                    return null;
                })
                .get();
        handle.close();
        assertThat(ended).isEmpty();
    }

    @Test
    void aChildOfAnotherThreadThatSuchAThreadEndedIsNotEndedTwice() throws Exception {
        ScriptedHandle handle = stage.acquire(stage.handlePool(1));
        LeaseChild child = child("foreign");
        Stage.start(() -> {
                    handle.make(child);
                    handle.unmake(child);
                    return null;
                })
                .get();
        handle.close();
        assertThat(ended).isEmpty();
    }

    private LeaseChild child(String name) {
        return new LeaseChild() {
            @Override
            protected void endWithLease() {
                ended.add(name);
            }
        };
    }
}
